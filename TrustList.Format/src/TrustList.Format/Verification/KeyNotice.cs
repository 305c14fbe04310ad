using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>A notice in force on a key.</summary>
/// <param name="Notice">The notice that reaches back furthest.</param>
/// <param name="DistrustAfter">From when on the key's signatures are distrusted, kept within what policy allows.</param>
public sealed record KeyNotice(EmergencyNotice Notice, DateTimeOffset DistrustAfter);
