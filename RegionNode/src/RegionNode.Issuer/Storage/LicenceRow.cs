using TrustList.Format.Status;

namespace RegionNode.Issuer.Storage;

/// <summary>One licence as stored: from the reservation of its index on.</summary>
internal sealed record LicenceRow
{
    public required string Id { get; init; }
    public required DriverKey Driver { get; init; }
    public required long Block { get; init; }
    public required long Idx { get; init; }
    public required string Letters { get; init; }
    public long Superseded { get; init; }
    public long Lost { get; init; }
    public required long Value { get; init; }
    public required long ReservedAt { get; init; }
    public byte[]? OfferHash { get; init; }
    public required long OfferExpires { get; init; }

    /// <summary>Thumbprint of the device key that the identity check was bound to; null where the counter checked. Set with the offer.</summary>
    public string? BoundKey { get; init; }

    /// <summary>Thumbprint of the one device key that may collect, once one has proved itself.</summary>
    public string? DeviceKey { get; init; }
    public long? SignedAt { get; init; }
    public long? ValidUntil { get; init; }
    public string? Signer { get; init; }

    /// <summary>The signed licence, opened, once signed; what every later collect with the same key returns.</summary>
    public byte[]? IssuerSigned { get; init; }

    internal StatusValue StatusValue => (StatusValue)Value;
}
