using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;

namespace Conformance.Worlds;

/// <summary>What an accept must rest on (ADAPTER.md §2), as the suite served it.</summary>
internal static class Evidence
{
    /// <summary>Of a <c>sync</c>: the versions that are published.</summary>
    public static JsonObject Of(SimulatedRepository repository) => new()
    {
        ["trustList"] = Of(repository.Versions),
        ["snapshotSha256"] = repository.Versions.SnapshotSha256,
    };

    /// <summary>Of a <c>verify</c> against authorities: the bytes.</summary>
    public static JsonObject Of(ReadOnlySpan<byte> presentation) => new() { ["presentationSha256"] = LowerHex.Of(SHA256.HashData(presentation)) };

    /// <summary>Of a <c>verify</c> by a trust list: the bytes, the list, the status.</summary>
    public static JsonObject Of(ReadOnlySpan<byte> presentation, TrustVersions versions, string uri, long index, StatusValue value)
    {
        var evidence = Of(presentation);
        evidence["trustList"] = Of(versions);
        evidence["status"] = Status(uri, index, value);
        return evidence;
    }

    /// <summary>A licence's place in a status list, and what stands there.</summary>
    public static JsonObject Status(string uri, long index, StatusValue value) => new() { ["uri"] = uri, ["index"] = index, ["value"] = (int)value };

    /// <summary>Versions of a trust list.</summary>
    public static JsonObject Of(TrustVersions versions) =>
        new() { ["root"] = versions.Root, ["timestamp"] = versions.Timestamp, ["snapshot"] = versions.Snapshot, ["targets"] = versions.Targets };
}
