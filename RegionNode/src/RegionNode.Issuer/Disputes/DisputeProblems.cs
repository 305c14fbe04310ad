using Federation.Hosting.Problems;

namespace RegionNode.Issuer.Disputes;

/// <summary>The refusals of disputes. A released code keeps its meaning.</summary>
internal static class DisputeProblems
{
    internal static readonly ProblemCode DisputeRefused = new("DisputeRefused", 400, "The dispute breaks a rule.");
    internal static readonly ProblemCode NoSuchRegion = new("NoSuchRegion", 404, "No active region has that code.");
    internal static readonly ProblemCode NoSuchDispute = new("NoSuchDispute", 404, "There is no such dispute.");
    internal static readonly ProblemCode NotOursToAnswer = new("NotOursToAnswer", 409, "The status is that of another region, which alone answers.");
    internal static readonly ProblemCode AnsweredAlready = new("AnsweredAlready", 409, "The dispute has an answer, which stands.");
    internal static readonly ProblemCode FindingRefused = new("FindingRefused", 409, "The finding does not fit what is recorded.");
    internal static readonly ProblemCode TooManyDisputes = new("TooManyDisputes", 429, "More disputes in 24 hours than one region may report.");
}
