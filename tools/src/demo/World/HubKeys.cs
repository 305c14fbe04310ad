using System.Text.Json.Nodes;
using TrustList.Format.Signing;

namespace Demo.World;

/// <summary>What the hub's `incept` verb printed: the public halves of the keys that it made.</summary>
/// <param name="Snapshot">Its snapshot key.</param>
/// <param name="Timestamp">Its timestamp key.</param>
/// <param name="Log">Its log key (Ed25519).</param>
/// <param name="TlsPin">SHA-256 of its TLS key.</param>
public sealed record HubKeys(PublicKey Snapshot, PublicKey Timestamp, PublicKey Log, string TlsPin)
{
    /// <summary>Reads the verb's JSON.</summary>
    public static HubKeys Read(string json)
    {
        var node = JsonNode.Parse(json)!;
        PublicKey Key(string name) => PublicKey.FromSpki(Convert.FromBase64String(node[name]!.GetValue<string>())).Value;
        return new HubKeys(Key("snapshotKey"), Key("timestampKey"), Key("logKey"), node["tlsPin"]!.GetValue<string>());
    }
}
