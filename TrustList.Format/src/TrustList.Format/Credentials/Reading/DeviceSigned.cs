using TrustList.Format.Signing;

namespace TrustList.Format.Credentials.Reading;

/// <summary>A DeviceSigned as presented: structure read, nothing proved.</summary>
/// <param name="NamespacesBytes">DeviceNameSpacesBytes with its tag.</param>
/// <param name="Elements">The names of the elements that the device signed.</param>
/// <param name="Signature">deviceSignature, when present.</param>
/// <param name="Mac">deviceMac, when present.</param>
internal sealed record DeviceSigned(
    ReadOnlyMemory<byte> NamespacesBytes, IReadOnlyList<(string Namespace, string Element)> Elements, CoseSign1? Signature, CoseMac0? Mac);

/// <summary>The one document of a DeviceResponse.</summary>
/// <param name="DocType">The document type that the wallet states.</param>
/// <param name="IssuerSigned">What the issuer signed.</param>
/// <param name="DeviceSigned">What the device signed; null when missing or unreadable.</param>
internal sealed record PresentedDocument(string DocType, IssuerSigned IssuerSigned, DeviceSigned? DeviceSigned);
