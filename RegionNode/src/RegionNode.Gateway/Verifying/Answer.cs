namespace RegionNode.Gateway.Verifying;

/// <summary>What a caller gets for a question, in whichever protocol it asked. SPEC.md §8.7.</summary>
/// <param name="Decided">The decision.</param>
/// <param name="TraceId">The trace under which the question went, 32 lower-case hexadecimal digits: the same in every log on its way.</param>
internal sealed record Answer(Decided Decided, string TraceId);
