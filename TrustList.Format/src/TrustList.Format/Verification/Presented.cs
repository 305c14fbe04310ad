namespace TrustList.Format.Verification;

/// <summary>How a licence was shown. A closed list.</summary>
public enum PresentationKind
{
    /// <summary>A DeviceResponse (SPEC.md §6.5).</summary>
    DeviceResponse,

    /// <summary>A static code: issue alone, no possession (SPEC.md §6.10).</summary>
    QrStatic,

    /// <summary>A dynamic code, signed by the holder's device (SPEC.md §6.11).</summary>
    QrDynamic,
}

/// <summary>How the licence was shown, and by what name a dynamic code counts once. SPEC.md §6.12.</summary>
/// <param name="Kind">The form.</param>
public sealed record Presented(PresentationKind Kind)
{
    /// <summary>Of a dynamic code that could be read: 32 bytes in lower hex, the same for each showing of it; else null.</summary>
    public string? ReplayId { get; init; }

    /// <summary>Until when <see cref="ReplayId"/> must be remembered: after it every verifier refuses the code for its age.</summary>
    public DateTimeOffset? ReplayUntil { get; init; }
}
