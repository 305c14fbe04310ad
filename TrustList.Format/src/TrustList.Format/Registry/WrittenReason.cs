namespace TrustList.Format.Registry;

/// <summary>Why something was decided, for people: 1 to 500 characters in each language, no personal data.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record WrittenReason(string Zh, string En);
