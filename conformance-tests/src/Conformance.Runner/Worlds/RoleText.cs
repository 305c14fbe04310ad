using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Conformance.Worlds;

/// <summary>A published trust list of which one role is changed as JSON and signed again; what lists it lists the new bytes, under the same versions.</summary>
/// <param name="repository">What is published.</param>
internal sealed class RoleText(SimulatedRepository repository)
{
    /// <summary>Changes a root.</summary>
    public void Root(long version, Action<JsonObject> change, params ISigner[] signers) => Put($"{version}.root.json", change, signers);

    /// <summary>Changes the timestamp.</summary>
    public void Timestamp(Action<JsonObject> change, params ISigner[] signers) => Put("timestamp.json", change, signers);

    /// <summary>Changes the snapshot, and the timestamp over it.</summary>
    public void Snapshot(Action<JsonObject> change, params ISigner[] signers)
    {
        var file = $"{repository.Versions.Snapshot}.snapshot.json";
        Put(file, change, signers);
        Timestamp(timestamp => List(timestamp, "snapshot.json", file), repository.TimestampKey);
    }

    /// <summary>Changes a role that the snapshot lists, and snapshot and timestamp over it.</summary>
    public void Listed(string role, Action<JsonObject> change, params ISigner[] signers)
    {
        var name = RoleNames.MetaName(role);
        var listed = MetadataReader.Snapshot(repository.Files[$"{repository.Versions.Snapshot}.snapshot.json"]).Value.Signed.Meta[name];
        var file = $"{listed.Version}.{name}";
        Put(file, change, signers);
        Snapshot(snapshot => List(snapshot, name, file), repository.SnapshotKey);
    }

    private void Put(string name, Action<JsonObject> change, ISigner[] signers)
    {
        var file = (JsonObject)CanonicalJson.Parse(repository.Files[name], Limits.MetadataBytes).Value;
        var signed = (JsonObject)file["signed"]!;
        change(signed);
        var covered = CanonicalJson.Encode(signed);
        file["signatures"] = new JsonArray([.. signers.Select(signer => new JsonObject
        {
            ["keyid"] = MetadataKey.Of(signer.PublicKey).KeyId,
            ["sig"] = LowerHex.Of(signer.Sign(covered, SignatureForm.Der)),
        })]);
        repository.Put(name, CanonicalJson.EncodeText(file));
    }

    private void List(JsonObject lister, string name, string file)
    {
        var content = repository.Files[file];
        lister["meta"]![name]!["length"] = content.Length;
        lister["meta"]![name]!["hashes"]!["sha256"] = LowerHex.Of(SHA256.HashData(content));
    }
}
