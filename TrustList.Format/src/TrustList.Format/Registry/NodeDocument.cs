using System.Buffers;
using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary><c>regions/CODE/node.json</c>: where a region's node is reached and by which keys (SPEC.md §5.6).</summary>
public sealed record NodeDocument
{
    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.");

    /// <summary>The region that speaks.</summary>
    public required string Region { get; init; }

    /// <summary>Absolute https addresses of its gateways, at least one.</summary>
    public required ImmutableArray<string> GatewayEndpoints { get; init; }

    /// <summary>TLS pins of its gateways: SHA-256 of the SubjectPublicKeyInfo, lower hex, at least one.</summary>
    public required ImmutableArray<string> GatewayPins { get; init; }

    /// <summary>TLS pins of its issuer, at least one.</summary>
    public required ImmutableArray<string> IssuerPins { get; init; }

    /// <summary>The Ed25519 witness key as X.509 SubjectPublicKeyInfo.</summary>
    public required ReadOnlyMemory<byte> WitnessKey { get; init; }

    /// <summary>
    /// What every status list address of the region begins with, such as <c>http://hub/status/310000/</c>;
    /// without its closing slash it is the address of the aggregation.
    /// </summary>
    public required string StatusBase { get; init; }

    /// <summary>The target path of a region's document.</summary>
    public static string PathOf(string code) => $"regions/{code}/node.json";

    /// <summary>Whether a status list address belongs to the region: the base and one segment of letters, digits, hyphens or dots after it.</summary>
    public bool OwnsStatusUri(string uri) =>
        uri.StartsWith(StatusBase, StringComparison.Ordinal)
        && uri.AsSpan(StatusBase.Length) is { Length: > 0 and <= 64 } name && name[0] != '.'
        && name.IndexOfAnyExcept(SegmentCharacters) < 0;

    /// <summary>Reads the file strictly: no unknown member, no duplicate, every check of this type.</summary>
    public static Decoded<NodeDocument> Read(ReadOnlySpan<byte> utf8) => NodeJson.Read(utf8);

    /// <summary>The file: canonical JSON.</summary>
    public byte[] Write() => NodeJson.Write(this);

    /// <summary>The first rule that this document breaks, or null: what <see cref="Read"/> refuses with a typed reason.</summary>
    public RegistryRefusal? Check() => NodeJson.Check(this);
}
