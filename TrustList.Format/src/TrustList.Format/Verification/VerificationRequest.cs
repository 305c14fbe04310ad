using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Verification;

/// <summary>A presentation and the question asked about it.</summary>
public sealed record VerificationRequest
{
    /// <summary>The presentation: a CBOR DeviceResponse of at most <c>Limits.PresentationBytes</c>. Any bytes may stand here; none where <see cref="QrText"/> does.</summary>
    public ReadOnlyMemory<byte> DeviceResponse { get; init; }

    /// <summary>The presentation: the text of a QR code (SPEC.md §6.10, §6.11), without white space around it. Any text may stand here; null where <see cref="DeviceResponse"/> does.</summary>
    public string? QrText { get; init; }

    /// <summary>The challenge that the verifier showed for a dynamic code, 16 to 64 bytes; null where it showed none. A DeviceResponse answers none: what it answers stands in <see cref="SessionTranscript"/>.</summary>
    public ReadOnlyMemory<byte>? Challenge { get; init; }

    /// <summary>The encoded SessionTranscript array that the verifier itself knows; without it possession stays open.</summary>
    public ReadOnlyMemory<byte>? SessionTranscript { get; init; }

    /// <summary>The reader's ephemeral key, for a deviceMac.</summary>
    public ReaderKey? ReaderKey { get; init; }

    /// <summary>GB/T 2260 code of the region where the licence is shown; null leaves recognition unchecked, with a warning.</summary>
    public string? Acceptor { get; init; }

    /// <summary>What the licence is shown for; null leaves recognition unchecked, and status is read by the strictest rules.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>The vehicle class (GA/T code) that the purpose needs; null when the agreement's classes do not matter.</summary>
    public string? VehicleClass { get; init; }

    /// <summary>The instant of the decision.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When the presentation came to the verifier, by which a dynamic code's age is judged; null: at <see cref="Now"/>. Who decides again after a live question keeps it.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>Strict unless said otherwise.</summary>
    public VerificationProfile Profile { get; init; }

    /// <summary>True when <see cref="Now"/> comes from a rehearsal clock; the verdict repeats it.</summary>
    public bool SimulatedClock { get; init; }

    /// <summary>The verifier's own copy of the regions' states; null where it has none and status lists alone decide.</summary>
    public IStatusSource? Status { get; init; }

    /// <summary>The home region's live answer; null when none was asked for or none came.</summary>
    public LiveStatus? Live { get; init; }

    /// <summary>A live assertion that the holder gave beside the presentation; null: the one that the licence may carry. Any bytes may stand here.</summary>
    public ReadOnlyMemory<byte>? Staple { get; init; }

    /// <summary>A transfer proof that the holder gave beside the presentation; null: the one that the licence may carry. Any bytes may stand here.</summary>
    public ReadOnlyMemory<byte>? TransferProof { get; init; }

    /// <summary>Why no live answer came although one was asked for; null otherwise.</summary>
    public string? LiveFault { get; init; }

    /// <summary>Signatures found good by an earlier decision on the same presentation, and where this one notes its own; null: each is checked anew.</summary>
    public GoodSignatures? Known { get; init; }
}
