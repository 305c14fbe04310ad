using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// What a desk or a handheld asks: is this presentation good, for this region and this purpose?
/// Holding one proves form and size only.
/// </summary>
internal sealed record VerifyQuestion
{
    /// <summary>A CBOR DeviceResponse, 1 byte to 1 MiB.</summary>
    public required ReadOnlyMemory<byte> Presentation { get; init; }

    /// <summary>The session transcript that the device signed over, when there was one.</summary>
    public ReadOnlyMemory<byte>? Transcript { get; init; }

    /// <summary>The region where the licence is shown, six digits.</summary>
    public required string Acceptor { get; init; }

    /// <summary>What it is shown for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Ask the home region before deciding.</summary>
    public bool Live { get; init; }

    /// <summary>How strictly Annex B is read.</summary>
    public VerificationProfile Profile { get; init; }
}
