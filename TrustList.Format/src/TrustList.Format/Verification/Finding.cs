namespace TrustList.Format.Verification;

/// <summary>One failed check: the closed-list reason, and detail for a person who looks into it.</summary>
/// <param name="Reason">The check that failed.</param>
/// <param name="Detail">English, at most 200 characters, without the holder's data; never to be parsed.</param>
public readonly record struct Finding(Reason Reason, string Detail);
