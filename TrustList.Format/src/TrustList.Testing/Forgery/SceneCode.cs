using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>
/// The scene's licence as a code: issued by the real issuer, taken apart, changed, and signed again. As it stands it is a dynamic one
/// that answers the verifier's challenge, and is accepted without a warning.
/// </summary>
public sealed class SceneCode
{
    private readonly Scene scene;

    private SceneCode(Scene scene) => this.scene = scene;

    /// <summary>What the verifier shows.</summary>
    public static ReadOnlyMemory<byte> Challenge { get; } = SHA256.HashData("a test challenge"u8).AsMemory(0, 16);

    /// <summary>Whether the compact licence stands alone.</summary>
    public bool Static { get; set; }

    /// <summary>Changes the claims before they are signed: the map of SPEC.md §6.10.</summary>
    public Action<CborMap>? Claims { get; set; }

    /// <summary>The name of the signer's key; else the first 8 bytes of the certificate's hash.</summary>
    public byte[]? KeyId { get; set; }

    /// <summary>Changes the signed compact licence.</summary>
    public Func<byte[], byte[]> Compact { get; set; } = bytes => bytes;

    /// <summary>The key that signs for the holder; else the scene's.</summary>
    public ISigner? Holder { get; set; }

    /// <summary>When the phone made the code.</summary>
    public DateTimeOffset MadeAt { get; set; } = Scene.Shown.AddSeconds(-5);

    /// <summary>What the phone says it is for.</summary>
    public string Purpose { get; set; } = "roadside";

    /// <summary>What the phone answers.</summary>
    public ReadOnlyMemory<byte> Answer { get; set; } = Challenge;

    /// <summary>The live assertion in the code, for the hash of the licence's security object; null: none.</summary>
    public Func<byte[], byte[]>? Staple { get; set; }

    /// <summary>Changes what the phone signs: the array of SPEC.md §6.11.</summary>
    public Action<CborList>? Statement { get; set; }

    /// <summary>What the phone's signature covers beside it.</summary>
    public byte[] Context { get; set; } = "federation-qr-1"u8.ToArray();

    /// <summary>Changes the text.</summary>
    public Func<string, string> Text { get; set; } = text => text;

    /// <summary>What the caller makes of the verdict; null: nothing.</summary>
    public Func<Verdict, Verdict>? After { get; set; }

    /// <summary>Lets the scene show a code.</summary>
    public static SceneCode In(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.Code = new SceneCode(scene);
    }

    /// <summary>The text of the code.</summary>
    public string Write()
    {
        var licence = MdocIssuer.Issue(scene.Issue);
        var compact = Compact(SignCompact(CompactIssuer.Issue(licence, scene.Home.Code, scene.Issue.Signer, scene.Issue.SignedAt)));
        return Text(Static
            ? QrText.StaticPrefix + Base45.Encode(compact)
            : QrText.DynamicPrefix + Base45.Encode(SignStatement(compact, licence)));
    }

    private byte[] SignCompact(byte[] compact)
    {
        var claims = (CborMap)CborNode.Parse(((CborList)CborNode.Parse(compact))[2].ToBytes());
        Claims?.Invoke(claims);
        return CoseSign1.Sign(scene.SignerKey, new CoseHeaders { KeyId = KeyId ?? SHA256.HashData(scene.Certificate)[..8] }, claims.Encode());
    }

    private byte[] SignStatement(byte[] compact, byte[] licence)
    {
        var statement = new CborList
        {
            Items =
            {
                CborNode.Bytes(compact), CborNode.Number(MadeAt.ToUnixTimeSeconds()), CborNode.Text(Purpose), CborNode.Bytes(Answer.Span),
                CborNode.Bytes(Staple?.Invoke(MsoHash(licence)) ?? []),
            },
        };
        Statement?.Invoke(statement);
        return CoseSign1.Sign(Holder ?? scene.DeviceKey, CoseHeaders.None, statement.Encode(), externalAad: Context);
    }

    private static byte[] MsoHash(byte[] licence) =>
        SHA256.HashData(((CborList)((CborMap)CborNode.Parse(licence))["issuerAuth"])[2].ToBytes());
}
