using Federation.Hosting.Problems;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying;

/// <summary>What a question may be refused for, for the description of the endpoints.</summary>
internal static class VerifyRefusals
{
    /// <summary>For who asks, and for how much.</summary>
    public static readonly ProblemCode[] OfCallers =
        [Refusal.PartyUnknown.Problem, Refusal.AssertionRefused.Problem, Refusal.OverQuota.Problem];

    /// <summary>For what one question is.</summary>
    public static readonly ProblemCode[] OfQuestions =
    [
        CommonProblems.Malformed, CommonProblems.TooLarge, Refusal.PurposeNotRegistered.Problem, Refusal.ReferenceUnknown.Problem,
        Refusal.ChallengeUnknown.Problem, Refusal.TrailUnavailable.Problem,
    ];
}
