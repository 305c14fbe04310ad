using Federation.Hosting.Problems;

namespace Federation.Hosting.Description;

/// <summary>Endpoint metadata: the closed codes that this endpoint itself may answer, beside those that its rules bring.</summary>
/// <param name="Codes">The codes.</param>
public sealed record RefusalRule(IReadOnlyList<ProblemCode> Codes);
