using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// What a desk or a handheld asks: is this presentation good, for this region and this purpose?
/// Holding one proves form and size only, and that exactly one of presentation, code and reference is given.
/// </summary>
internal sealed record VerifyQuestion
{
    /// <summary>A CBOR DeviceResponse, at most 1 MiB; empty where there is a code or a reference.</summary>
    public ReadOnlyMemory<byte> Presentation { get; init; }

    /// <summary>The text of a QR code; null where there is none.</summary>
    public string? QrText { get; init; }

    /// <summary>What stands for a presentation that the holder's phone handed in; null where there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>The session transcript that the device signed over, when there was one.</summary>
    public ReadOnlyMemory<byte>? Transcript { get; init; }

    /// <summary>The challenge that this gateway gave and that the desk showed; null where it showed none, or one of its own.</summary>
    public string? GivenChallenge { get; init; }

    /// <summary>What the desk showed to the phone, whoever made it; null where it showed nothing.</summary>
    public ReadOnlyMemory<byte>? Challenge { get; init; }

    /// <summary>The region where the licence is shown, six digits.</summary>
    public required string Acceptor { get; init; }

    /// <summary>What it is shown for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Ask the home region before deciding.</summary>
    public bool Live { get; init; }

    /// <summary>How strictly Annex B is read.</summary>
    public VerificationProfile Profile { get; init; }
}
