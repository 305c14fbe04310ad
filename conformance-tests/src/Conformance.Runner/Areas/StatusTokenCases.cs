using System.Collections.Immutable;
using System.IO.Compression;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>Status list tokens whose claims, list or signature are not as they should be, in both forms.</summary>
internal static class StatusTokenCases
{
    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Changes().SelectMany(change => new[] { change.As(jwt: false), change.As(jwt: true) })];

    private static IEnumerable<StatusChange> Changes()
    {
        // Read.
        yield return new("honest", "A list as a region signs it", "7.4", (_, _) => { }) { Severity = Severity.Critical };
        yield return new("without-expiry", "No exp: optional for readers", "7.4", (token, _) => token.Claims.Remove("exp"));
        yield return new("without-time-to-live", "No ttl", "7.4", (token, _) => token.Claims.Remove("ttl"));
        yield return new("without-version", "No list version: reads as 0", "7.4", (token, _) => token.Claims.Remove("list_version"));
        yield return new("with-an-aggregation", "An aggregation address beside the list", "7.4", (token, _) => token.List["aggregation_uri"] = "https://hub.test/status/310000");
        yield return new("time-to-live-is-over", "A ttl that has passed is a hint to fetch, no end", "7.4", (token, scene) => (token.Claims["iat"], token.Claims["ttl"]) = (Seconds(scene.SyncedAt.AddHours(-2)), 1L));
        yield return new("issued-60-seconds-ahead", "An issuer's clock 60 s ahead", "7.5", (token, scene) => token.Claims["iat"] = Seconds(scene.SyncedAt.AddSeconds(60)));
        yield return new("expires-in-a-second", "A list in its last second", "7.5", (token, scene) => token.Claims["exp"] = Seconds(scene.SyncedAt.AddSeconds(1)));
        yield return new("longest-time-to-live", "A ttl of 31,622,400 s", "7.4", (token, _) => token.Claims["ttl"] = 31_622_400L);
        yield return new("unknown-claim", "A claim that nobody knows is passed over", "7.4", (token, _) => token.Claims["x-test"] = "passed over");
        yield return new("unknown-member-of-the-list", "A member of the list that nobody knows is passed over", "7.4", (token, _) => token.List["x-test"] = 1L);
        yield return new("stored-without-compression", "A zlib stream of stored blocks", "7.3", (token, _) => token.List["lst"] = Stream(Packed, output => new ZLibStream(output, CompressionLevel.NoCompression)));

        // Who signed, and what for.
        yield return new("subject-of-another-list", "A list about another address", "7.5", (token, scene) => token.Claims["sub"] = scene.StatusUri + "1", "WrongSubject") { Severity = Severity.Critical };
        yield return new("subject-in-capitals", "The address with other letters", "7.5", (token, scene) => token.Claims["sub"] = scene.StatusUri.Replace("hub", "HUB", StringComparison.Ordinal), "WrongSubject");
        yield return new("subject-with-a-slash", "The address with a slash behind it", "7.5", (token, scene) => token.Claims["sub"] = scene.StatusUri + "/", "WrongSubject");
        yield return new("without-subject", "No address", "7.4", (token, _) => token.Claims.Remove("sub"), "Malformed") { Severity = Severity.Critical };
        yield return new("wrong-type", "Another type header", "7.5", (token, _) => token.Type = "application/vnd.federation.live-status+cwt", "WrongType");
        yield return new("without-type", "No type header", "7.5", (token, _) => token.Type = null, "WrongType", "Malformed");
        yield return new("signed-by-a-stranger", "Another key's signature under the region's key id", "7.5", (token, _) => token.Signer = TestKeys.Create(SignatureAlgorithm.ES256), "BadSignature") { Severity = Severity.Critical };
        yield return new("unknown-key", "A key id that nobody lists, and its key's signature", "7.5", (token, _) =>
        {
            token.Signer = TestKeys.Create(SignatureAlgorithm.ES256);
            token.KeyId = token.Signer.PublicKey.Thumbprint;
        }, "UnknownKey") { Severity = Severity.Critical };
        yield return new("without-key-id", "No key id", "7.4", (token, _) => token.KeyId = null, "Malformed", "UnknownKey");
        yield return new("one-bit-of-the-signature", "One bit of the signature", "7.5", (token, _) => token.Seal = (signature, _) => Flipped(signature), "BadSignature") { Severity = Severity.Critical };
        yield return new("empty-signature", "A signature of no bytes", "3.2", (token, _) => token.Seal = (_, _) => [], "BadSignature", "Malformed") { Severity = Severity.Critical };
        yield return new("signature-of-zeros", "A signature of 64 zeros", "3.2", (token, _) => token.Seal = (_, _) => new byte[64], "BadSignature") { Severity = Severity.Critical };
        yield return new("signature-of-something-else", "The region's signature over other bytes", "7.5", (token, _) => token.Seal = (_, covered) => token.Signer.Sign([.. covered, 0], SignatureForm.P1363), "BadSignature") { Severity = Severity.Critical };
        yield return new("signature-in-der", "A signature in DER", "3.2", (token, _) => token.Seal = (_, covered) => token.Signer.Sign(covered, SignatureForm.Der), "BadSignature");
        yield return new("signature-by-another-algorithm", "An Ed25519 key's signature under the region's key id", "7.5", (token, _) => token.Signer = TestKeys.Create(SignatureAlgorithm.Ed25519), "BadSignature") { Severity = Severity.Critical };

        // When.
        yield return new("expired", "Past exp", "7.5", (token, scene) => token.Claims["exp"] = Seconds(scene.SyncedAt.AddSeconds(-1)), "Expired") { Severity = Severity.Critical };
        yield return new("expires-now", "At exp: an interval does not hold its end", "7.5", (token, scene) => token.Claims["exp"] = Seconds(scene.SyncedAt), "Expired");
        yield return new("issued-61-seconds-ahead", "iat 61 s ahead", "7.5", (token, scene) => token.Claims["iat"] = Seconds(scene.SyncedAt.AddSeconds(61)), "FromTheFuture");
        yield return new("expires-as-it-is-issued", "exp is not after iat", "7.4", (token, scene) => (token.Claims["iat"], token.Claims["exp"]) = (Seconds(scene.SyncedAt.AddSeconds(30)), Seconds(scene.SyncedAt.AddSeconds(30))), "Malformed") { Severity = Severity.Medium };
        yield return new("without-issue", "No iat", "7.4", (token, _) => token.Claims.Remove("iat"), "Malformed");
        yield return new("issued-before-1970", "A negative iat", "7.4", (token, _) => token.Claims["iat"] = -1L, "Malformed") { Severity = Severity.Medium };
        yield return new("fraction-in-issue", "iat with a fraction", "7.4", (token, _) => token.Claims["iat"] = (long)token.Claims["iat"]! + 0.5m, "Malformed") { Severity = Severity.Medium };
        yield return new("fraction-in-expiry", "exp with a fraction", "7.4", (token, _) => token.Claims["exp"] = (long)token.Claims["exp"]! + 0.5m, "Malformed") { Severity = Severity.Medium };
        yield return new("expiry-as-text", "exp as text", "7.4", (token, _) => token.Claims["exp"] = "4102444800", "Malformed");
        yield return new("expires-after-the-year-9999", "exp in the year 10000", "7.4", (token, _) => token.Claims["exp"] = 253_402_300_800L, "Malformed") { Severity = Severity.Medium };
        yield return new("time-to-live-of-nothing", "A ttl of 0", "7.4", (token, _) => token.Claims["ttl"] = 0L, "Malformed") { Severity = Severity.Medium };
        yield return new("time-to-live-below-nothing", "A ttl of -1", "7.4", (token, _) => token.Claims["ttl"] = -1L, "Malformed") { Severity = Severity.Medium };
        yield return new("time-to-live-too-long", "A ttl of 31,622,401 s", "7.4", (token, _) => token.Claims["ttl"] = 31_622_401L, "Malformed") { Severity = Severity.Medium };
        yield return new("version-0", "List version 0: versions begin with 1", "7.4", (token, _) => token.Claims["list_version"] = 0L, "Malformed") { Severity = Severity.Medium };
        yield return new("version-below-0", "A negative list version", "7.4", (token, _) => token.Claims["list_version"] = -1L, "Malformed") { Severity = Severity.Medium };

        // The list.
        yield return new("without-list", "No status_list", "7.4", (token, _) => token.Claims.Remove("status_list"), "Malformed");
        yield return new("list-that-is-text", "status_list is text", "7.4", (token, _) => token.Claims["status_list"] = "valid", "Malformed");
        yield return new("without-bits", "No bits", "7.4", (token, _) => token.List.Remove("bits"), "Malformed");
        yield return new("without-entries", "No lst", "7.4", (token, _) => token.List.Remove("lst"), "Malformed");
        foreach (var bits in new long[] { 0, 3, 16, -4 })
            yield return new($"width-of-{(bits < 0 ? "minus-4" : bits)}-bits", $"Entries of {bits} bits", "7.3", (token, _) => token.List["bits"] = bits, "BadList", "Malformed");
        yield return new("raw-deflate", "Raw deflate in place of zlib", "7.3", (token, _) => token.List["lst"] = Stream(Packed, output => new DeflateStream(output, CompressionLevel.Optimal)), "BadList") { Severity = Severity.Medium };
        yield return new("gzip", "gzip in place of zlib", "7.3", (token, _) => token.List["lst"] = Stream(Packed, output => new GZipStream(output, CompressionLevel.Optimal)), "BadList") { Severity = Severity.Medium };
        yield return new("uncompressed", "The entries themselves", "7.3", (token, _) => token.List["lst"] = Packed, "BadList") { Severity = Severity.Medium };
        yield return new("byte-behind-the-stream", "A byte behind the zlib stream", "7.3", (token, _) => token.List["lst"] = (byte[])[.. Lst(token), 0], "BadList") { Severity = Severity.Medium };
        yield return new("two-streams", "One zlib stream behind another", "7.3", (token, _) => token.List["lst"] = (byte[])[.. Lst(token), .. Lst(token)], "BadList") { Severity = Severity.Medium };
        yield return new("stream-without-its-end", "The zlib stream without its last four bytes", "7.3", (token, _) => token.List["lst"] = Lst(token)[..^4], "BadList") { Severity = Severity.Medium };
        yield return new("stream-cut-in-half", "Half of the zlib stream", "7.3", (token, _) => token.List["lst"] = Lst(token)[..(Lst(token).Length / 2)], "BadList");
        yield return new("stream-with-a-wrong-sum", "A zlib stream whose checksum is another's", "7.3", (token, _) => token.List["lst"] = Flipped(Lst(token)), "BadList") { Severity = Severity.Medium };
        yield return new("no-entries", "A zlib stream of nothing", "7.3", (token, _) => token.List["lst"] = StatusToken.Deflated([]), "BadList", "Malformed");
        yield return new("one-byte-more-than-allowed", "1,048,578 entries", "7.3", (token, _) => token.List["lst"] = StatusToken.Deflated(Large(524_289)), "BadList") { Severity = Severity.Medium };
        yield return new("bomb", "64 MB of entries in 64 kB", "7.3", (token, _) => token.List["lst"] = StatusToken.Deflated(Large(67_108_864)), "BadList");
    }

    private static byte[] Packed => Large(512);

    private static byte[] Large(int bytes)
    {
        var packed = new byte[bytes];
        packed[StatusChange.Index / 2] = 0x20;
        return packed;
    }

    private static byte[] Lst(StatusToken token) => (byte[])token.List["lst"]!;

    private static long Seconds(DateTimeOffset instant) => StatusToken.Seconds(instant);

    private static byte[] Flipped(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];

    private static byte[] Stream(byte[] content, Func<Stream, Stream> compressor)
    {
        using var output = new MemoryStream();
        using (var stream = compressor(output))
            stream.Write(content);
        return output.ToArray();
    }
}
