using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>What a hub's `incept` verb printed: the public halves of the keys that it made, and the pin of its TLS key.</summary>
internal sealed record HubKeys(PublicKey Snapshot, PublicKey Timestamp, PublicKey? Log, string TlsPin)
{
    private const int MostBytes = 65_536;

    /// <summary>Reads the JSON. A file that is something else is wrong usage, with the reason.</summary>
    public static HubKeys Read(string path)
    {
        var parsed = CanonicalJson.Parse(InputFile.Read(path, MostBytes), MostBytes);
        if (!parsed.Ok) throw new UsageException($"{path}: {parsed.Fault} {parsed.Detail}");
        var fields = JsonFields.Of(parsed.Value);
        var (snapshot, timestamp) = (PublicKey.FromSpki(fields.Base64("snapshotKey", Limits.PublicKeyBytes)), PublicKey.FromSpki(fields.Base64("timestampKey", Limits.PublicKeyBytes)));
        var log = fields.Has("logKey") ? PublicKey.FromSpki(fields.Base64("logKey", Limits.PublicKeyBytes)) : Decoded<PublicKey>.Fail(DecodeFault.MissingField, "logKey");
        var pin = fields.Finish(fields.Hex("tlsPin", 32));
        return pin.Ok && snapshot.Ok && timestamp.Ok
            ? new HubKeys(snapshot.Value, timestamp.Value, log.Ok ? log.Value : null, pin.Value)
            : throw new UsageException($"{path}: not what a hub's incept verb prints: {(pin.Ok ? snapshot.Detail + timestamp.Detail : pin.Detail)}");
    }
}
