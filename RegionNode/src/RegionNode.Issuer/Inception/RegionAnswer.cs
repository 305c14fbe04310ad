using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Inception;

/// <summary>What became of files from the province's operators.</summary>
internal enum RegionAnswerFault
{
    /// <summary>A listed document is not there, or not these bytes: perhaps still being copied. Waits.</summary>
    Incomplete,

    /// <summary>Not readable as what its name says.</summary>
    Malformed,

    /// <summary>Its life is over.</summary>
    Expired,

    /// <summary>Speaks for another region, or under another version than its file name.</summary>
    WrongName,

    /// <summary>Drops or loosens what an earlier version said, or gives a new key less than its notice.</summary>
    NotASuccessor,

    /// <summary>Gives node.json to another key than this node's.</summary>
    OtherNode,
}

/// <summary>
/// Region metadata ready for the hub. Holding one proves that it fits its documents byte for byte, follows the
/// version before it, and delegates node.json to this node. The operators' signatures are the hub's to judge: the node
/// does not know their keys.
/// </summary>
internal sealed record RegionAnswer
{
    private RegionAnswer(string code, RegionFiles files, bool hasParties) => (Version, Metadata, Issuers, Documents) = (
        files.Version, files.Metadata, files.Issuers!,
        hasParties ? [(IssuersDocument.PathOf(code), files.Issuers!), (PartiesDocument.PathOf(code), files.Parties!)] : [(IssuersDocument.PathOf(code), files.Issuers!)]);

    internal long Version { get; }
    internal byte[] Metadata { get; }
    internal byte[] Issuers { get; }

    /// <summary>Every document that the metadata lists, by its target path.</summary>
    internal IReadOnlyList<(string Path, byte[] Content)> Documents { get; }

    internal static (RegionAnswer? Answer, RegionAnswerFault? Fault, string Detail) Check(
        RegionFiles files, string code, IssuersDocument? previous, PublicKey nodeRole, DateTimeOffset now)
    {
        var metadata = MetadataReader.Targets(files.Metadata);
        if (!metadata.Ok)
            return (null, RegionAnswerFault.Malformed, metadata.Detail);
        var role = metadata.Value.Signed;
        if (role.Version != files.Version)
            return (null, RegionAnswerFault.WrongName, $"version {role.Version} in the file");
        if (role.IsExpired(now))
            return (null, RegionAnswerFault.Expired, Instants.Format(role.Expires));
        if (!Delegates(role, code, nodeRole))
            return (null, RegionAnswerFault.OtherNode, $"no delegation of {RoleNames.Node(code)} to this node's role key");
        if (!role.Targets.TryGetValue(IssuersDocument.PathOf(code), out var listed))
            return (null, RegionAnswerFault.Malformed, $"{IssuersDocument.PathOf(code)} is not listed");
        if (!IsHere(files.Issuers, listed))
            return (null, RegionAnswerFault.Incomplete, RegionFiles.IssuersName);
        var issuers = IssuersDocument.Read(files.Issuers);
        if (!issuers.Ok)
            return (null, RegionAnswerFault.Malformed, $"{RegionFiles.IssuersName}: {issuers.Detail}");
        if (issuers.Value.Region != code)
            return (null, RegionAnswerFault.WrongName, $"region {issuers.Value.Region}");
        if (previous is not null && issuers.Value.CheckSuccessor(previous, now) is { } refusal)
            return (null, RegionAnswerFault.NotASuccessor, refusal.ToString());
        var hasParties = role.Targets.TryGetValue(PartiesDocument.PathOf(code), out var parties);
        return hasParties && PartiesFault(files.Parties, parties!, code) is var (fault, detail)
            ? (null, fault, detail)
            : (new RegionAnswer(code, files, hasParties), null, "");
    }

    // What they may ask is the hub's to judge, and the gateways' to apply: here only that the file is whole and the region's own.
    private static (RegionAnswerFault, string)? PartiesFault(byte[]? file, TargetFile listed, string code)
    {
        if (!IsHere(file, listed))
            return (RegionAnswerFault.Incomplete, RegionFiles.PartiesName);
        var parties = PartiesDocument.Read(file);
        return !parties.Ok ? (RegionAnswerFault.Malformed, $"{RegionFiles.PartiesName}: {parties.Detail}")
            : parties.Value.Region != code ? (RegionAnswerFault.WrongName, $"parties of region {parties.Value.Region}")
            : null;
    }

    private static bool IsHere([NotNullWhen(true)] byte[]? file, TargetFile listed) =>
        file is not null && file.Length == listed.Length && Convert.ToHexStringLower(SHA256.HashData(file)) == listed.Sha256;

    private static bool Delegates(TargetsRole role, string code, PublicKey nodeRole) =>
        role.Delegations?.Find(RoleNames.Node(code)) is { } node && node.Keys.KeyIds.Contains(MetadataKey.Of(nodeRole).KeyId);
}
