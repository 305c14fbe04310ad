using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Inception;

/// <summary>What became of files from the province's operators.</summary>
internal enum RegionAnswerFault
{
    /// <summary>The listed issuers.json is not there, or not these bytes: perhaps still being copied. Waits.</summary>
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
/// Region metadata ready for the hub. Holding one proves that it fits its issuers.json byte for byte, follows the
/// version before it, and delegates node.json to this node. The operators' signatures are the hub's to judge: the node
/// does not know their keys.
/// </summary>
internal sealed record RegionAnswer
{
    private RegionAnswer(long version, byte[] metadata, byte[] issuers) => (Version, Metadata, Issuers) = (version, metadata, issuers);

    internal long Version { get; }
    internal byte[] Metadata { get; }
    internal byte[] Issuers { get; }

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
        if (files.Issuers is null || files.Issuers.Length != listed.Length || Convert.ToHexStringLower(SHA256.HashData(files.Issuers)) != listed.Sha256)
            return (null, RegionAnswerFault.Incomplete, RegionFiles.IssuersName);
        var issuers = IssuersDocument.Read(files.Issuers);
        if (!issuers.Ok)
            return (null, RegionAnswerFault.Malformed, $"{RegionFiles.IssuersName}: {issuers.Detail}");
        if (issuers.Value.Region != code)
            return (null, RegionAnswerFault.WrongName, $"region {issuers.Value.Region}");
        return previous is not null && issuers.Value.CheckSuccessor(previous, now) is { } refusal
            ? (null, RegionAnswerFault.NotASuccessor, refusal.ToString())
            : (new RegionAnswer(files.Version, files.Metadata, files.Issuers), null, "");
    }

    private static bool Delegates(TargetsRole role, string code, PublicKey nodeRole) =>
        role.Delegations?.Find(RoleNames.Node(code)) is { } node && node.Keys.KeyIds.Contains(MetadataKey.Of(nodeRole).KeyId);
}
