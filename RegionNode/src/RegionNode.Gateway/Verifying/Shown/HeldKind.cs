namespace RegionNode.Gateway.Verifying.Shown;

/// <summary>What a reference stands for; kept as the first byte of what is kept.</summary>
internal enum HeldKind : byte
{
    /// <summary>A CBOR DeviceResponse.</summary>
    DeviceResponse = 2,

    /// <summary>The text of a QR code, UTF-8.</summary>
    Code = 3,
}
