using System.Collections.Immutable;
using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace TrustList.Format.Status;

/// <summary>A status package in its one CBOR form (SPEC.md §7.11).</summary>
internal static class StatusPackageCbor
{
    private const string Kind = "status-package/1";
    private const int KindCharacters = 8, HeadItems = 7, HashItems = 2;
    private static readonly ImmutableArray<string> Kinds = ["snapshot", "rollup", "heads"];

    public static byte[] Write(StatusPackage package)
    {
        if (BrokenRule(package) is { } rule)
            throw new ArgumentException(rule, nameof(package));
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(7);
        writer.WriteTextString(Kind);
        writer.WriteTextString(Kinds[(int)package.Kind]);
        writer.WriteInt64(package.FromEpoch);
        writer.WriteStartArray(package.Heads.Length);
        foreach (var head in package.Heads)
            WriteHead(writer, head);
        writer.WriteEndArray();
        writer.WriteStartArray(package.Others.Length);
        foreach (var (region, hash) in package.Others)
        {
            writer.WriteStartArray(HashItems);
            writer.WriteTextString(region);
            writer.WriteByteString(hash.Span);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteStartArray(package.Payloads.Length);
        foreach (var payload in package.Payloads)
            writer.WriteByteString(payload.Span);
        writer.WriteEndArray();
        writer.WriteByteString(package.LogProof.Span);
        writer.WriteEndArray();
        return writer.Encode();
    }

    public static StatusResult<StatusPackage> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.StatusPackageBytes)
            return StatusResult<StatusPackage>.Fail(StatusFault.TooLarge, $"{bytes.Length} bytes, at most {Limits.StatusPackageBytes}");
        var reader = new StatusCbor(bytes);
        reader.Array(7);
        reader.Kind(Kind);
        var kind = Kinds.IndexOf(reader.Text(KindCharacters));
        if (kind < 0)
            reader.Refuse("an unknown kind");
        var fromEpoch = reader.Integer(0, long.MaxValue);
        var heads = new CompactHead[reader.Array(0, Limits.RegionRecords)];
        for (var i = 0; i < heads.Length; i++)
            heads[i] = ReadHead(ref reader, kind == (int)StatusPackageKind.Heads);
        var others = new (string, ReadOnlyMemory<byte>)[reader.Array(0, Limits.RegionRecords)];
        for (var i = 0; i < others.Length; i++)
        {
            reader.Array(HashItems);
            others[i] = (reader.Text(LiveStatusRules.RegionDigits), Hash(ref reader));
        }
        var payloads = new ReadOnlyMemory<byte>[reader.Array(0, Limits.RegionRecords)];
        for (var i = 0; i < payloads.Length; i++)
            payloads[i] = reader.Bytes(0, Limits.StatusPayloadBytes);
        var logProof = reader.Bytes(0, Limits.LogProofBytes);
        if (reader.End() is { } fault)
            return Fail(fault);
        var package = new StatusPackage
        {
            Kind = (StatusPackageKind)kind,
            FromEpoch = fromEpoch,
            Heads = [.. heads],
            Others = [.. others],
            Payloads = [.. payloads],
            LogProof = logProof,
        };
        return BrokenRule(package) is { } rule ? Fail(rule) : StatusResult<StatusPackage>.Of(package);
    }

    private static string? BrokenRule(StatusPackage package) =>
        package.FromEpoch < 0 || (package.FromEpoch > 0 && package.Kind != StatusPackageKind.Rollup) ? "only a rollup begins at an epoch"
        : package.Heads.Length > Limits.RegionRecords || package.Others.Length > Limits.RegionRecords ? "more regions than there may be"
        : !Ascending(package.Heads.Select(head => head.Region)) || !Ascending(package.Others.Select(head => head.Region)) ? "region codes ascending"
        : package.Heads.Select(head => head.Region).Intersect(package.Others.Select(head => head.Region), StringComparer.Ordinal).Any() ? "a region is listed twice"
        : package.Others.Any(head => head.Hash.Length != MerkleTree.HashBytes) ? "hashes have 32 bytes"
        : package.Heads.Select(head => BrokenRule(head, package.Kind)).FirstOrDefault(rule => rule is not null) is { } rule ? rule
        : package.Blocks > Limits.StatusPackageBlocks ? $"at most {Limits.StatusPackageBlocks} blocks"
        : package.Payloads.Length != PayloadCount(package) ? "another number of payloads than its kind has"
        : package.LogProof.Length > Limits.LogProofBytes ? $"a log proof of at most {Limits.LogProofBytes} bytes"
        : null;

    private static string? BrokenRule(CompactHead head, StatusPackageKind kind) =>
        (head.StateRoot is null) == (kind == StatusPackageKind.Heads) ? "a state root in a package of heads alone"
        : head.Signature.Length is 0 or > Limits.SignatureBytes ? $"a signature of at most {Limits.SignatureBytes} bytes"
        : System.Text.Encoding.UTF8.GetByteCount(head.KeyId) is 0 or > StatusKeyId.MaxBytes ? "a key id of 1 to 256 bytes"
        : head.ToClaims(head.StateRoot ?? StatusHeadClaims.NoPrevious).BrokenRule;

    private static int PayloadCount(StatusPackage package) => package.Kind switch
    {
        StatusPackageKind.Snapshot => package.Heads.Length,
        StatusPackageKind.Rollup => 1,
        _ => 0,
    };

    private static bool Ascending(IEnumerable<string> codes)
    {
        string? before = null;
        foreach (var code in codes)
        {
            if (!RegionCode.IsValid(code) || string.CompareOrdinal(before, code) >= 0)
                return false;
            before = code;
        }
        return true;
    }

    private static void WriteHead(CborWriter writer, CompactHead head)
    {
        writer.WriteStartArray(head.StateRoot is null ? HeadItems : HeadItems + 1);
        writer.WriteTextString(head.Region);
        writer.WriteInt64(head.Version);
        writer.WriteInt64(NumericDate.Of(head.IssuedAt));
        writer.WriteInt32(head.Blocks);
        writer.WriteByteString(head.Previous.Span);
        writer.WriteByteString(StatusKeyId.Write(head.KeyId));
        writer.WriteByteString(head.Signature.Span);
        if (head.StateRoot is { } root)
            writer.WriteByteString(root.Span);
        writer.WriteEndArray();
    }

    private static CompactHead ReadHead(ref StatusCbor reader, bool withRoot)
    {
        reader.Array(withRoot ? HeadItems + 1 : HeadItems);
        var region = reader.Text(LiveStatusRules.RegionDigits);
        var version = reader.Integer(1, long.MaxValue);
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(reader.Integer(0, NumericDate.Max));
        var blocks = (int)reader.Integer(0, Limits.StatusBlocks);
        var previous = Hash(ref reader);
        var keyId = StatusKeyId.Read(reader.Bytes(1, StatusKeyId.MaxBytes));
        if (keyId is null)
            reader.Refuse("a key id that is no text");
        var signature = reader.Bytes(1, Limits.SignatureBytes);
        return new CompactHead(region, version, issuedAt, blocks, previous, keyId ?? string.Empty, signature, withRoot ? Hash(ref reader) : default(ReadOnlyMemory<byte>?));
    }

    private static ReadOnlyMemory<byte> Hash(ref StatusCbor reader) => reader.Bytes(MerkleTree.HashBytes, MerkleTree.HashBytes);

    private static StatusResult<StatusPackage> Fail(string detail) => StatusResult<StatusPackage>.Fail(StatusFault.Malformed, detail);
}
