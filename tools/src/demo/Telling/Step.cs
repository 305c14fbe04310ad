namespace Demo.Telling;

/// <summary>One step of the story: an id that stays, and what a newcomer is told of it.</summary>
/// <param name="Id">Permanent name; scripts and CI read it.</param>
/// <param name="Who">Who acts.</param>
/// <param name="What">What they do, in one sentence.</param>
/// <param name="Play">Does it, and says how it ended.</param>
public sealed record Step(string Id, string Who, string What, Func<CancellationToken, Task<StepEnd>> Play);

/// <summary>How a step ended, against what the story says.</summary>
/// <param name="Ok">It ended as the story says.</param>
/// <param name="Verdict">The outcome shown, for example "Accepted"; empty where a step decides nothing.</param>
/// <param name="Reason">The reason code shown, where there is one.</param>
/// <param name="Note">One sentence of evidence for people.</param>
public sealed record StepEnd(bool Ok, string Verdict = "", string Reason = "", string Note = "");
