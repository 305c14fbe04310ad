namespace TrustList.Format.Credentials.Reading;

/// <summary>A COSE_Sign1 or COSE_Mac0 inside a presentation: four parts, untagged, its algorithm protected.</summary>
internal sealed record PresentedProof
{
    public required int Algorithm { get; init; }

    /// <summary>The content of the protected header's byte string.</summary>
    public required ReadOnlyMemory<byte> Protected { get; init; }

    /// <summary>Label 33 of the unprotected header.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; init; }

    /// <summary>The content; null when detached.</summary>
    public required ReadOnlyMemory<byte>? Payload { get; init; }

    /// <summary>The signature or the MAC tag.</summary>
    public required ReadOnlyMemory<byte> Proof { get; init; }
}
