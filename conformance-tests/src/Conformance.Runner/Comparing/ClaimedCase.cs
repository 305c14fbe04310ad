using Conformance.Cases;

namespace Conformance.Comparing;

/// <summary>What a file of results says of one case.</summary>
/// <param name="Id">The case.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Severity">What follows where it fails: <c>critical</c> …</param>
public sealed record ClaimedCase(string Id, Outcome Outcome, string Severity);
