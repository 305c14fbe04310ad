using System.Text.Json.Serialization;

namespace RegionNode.Gateway.Verifying;

/// <summary>The JSON body of <c>POST /v1/verify</c>. Members that are not listed are refused.</summary>
internal sealed record VerifyBody
{
    /// <summary>A CBOR DeviceResponse, base64. Exactly one of presentation, qr and reference is wanted.</summary>
    public string? Presentation { get; init; }

    /// <summary>The text of a QR code.</summary>
    public string? Qr { get; init; }

    /// <summary>What POST /v1/presentations gave to the holder's phone.</summary>
    public string? Reference { get; init; }

    /// <summary>The CBOR SessionTranscript that the device signed over, base64.</summary>
    public string? Transcript { get; init; }

    /// <summary>The challenge of POST /v1/challenges that the desk showed.</summary>
    public string? Challenge { get; init; }

    /// <summary>A challenge of the desk's own that it showed, 16 to 64 bytes, base64url.</summary>
    public string? Nonce { get; init; }

    /// <summary>The region where the licence is shown, six digits.</summary>
    public string? Acceptor { get; init; }

    /// <summary>roadside, rental, insurance, counter or employment.</summary>
    public string? Purpose { get; init; }

    /// <summary>Ask the home region before deciding.</summary>
    public bool Live { get; init; }

    /// <summary>strict (when absent) or lenient.</summary>
    public string? Profile { get; init; }
}

/// <summary>Strict reading of <see cref="VerifyBody"/>: no unknown and no double member, little depth.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 4)]
[JsonSerializable(typeof(VerifyBody))]
internal sealed partial class VerifyBodyJson : JsonSerializerContext;
