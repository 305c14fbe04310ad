using QRCoder;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Credentials.Qr;

/// <summary>How large codes are, drawn by QRCoder at level M: what a phone's screen shows and an ordinary camera reads.</summary>
public sealed class CodeSizeTests
{
    private const int QuietZone = 8; // Both sides, in QRCoder's matrix.

    [Theory]
    [InlineData(SignatureAlgorithm.ES256, 1, 13)]
    [InlineData(SignatureAlgorithm.SM2, 1, 13)]
    [InlineData(SignatureAlgorithm.ES256, 3, 14)]
    public void Static_code_is_of_version_13_at_most_for_one_class(SignatureAlgorithm algorithm, int classes, int version)
    {
        var wallet = Wallet(new Scene(algorithm), classes);
        Assert.InRange(VersionOf(wallet.ShowStatic()), 11, version);
    }

    [Fact]
    public void Dynamic_code_is_of_version_16_at_most_and_22_with_a_staple()
    {
        var scene = new Scene();
        var wallet = Wallet(scene, 1);
        Assert.InRange(VersionOf(wallet.ShowDynamic(Purpose.Employment, Scene.Shown, new byte[16])), 14, 16);
        var licence = MdocIssuer.Issue(scene.Issue);
        var nonce = System.Security.Cryptography.SHA256.HashData(((CborList)((CborMap)CborNode.Parse(licence))["issuerAuth"])[2].ToBytes());
        var stapled = new CodeWallet(scene.DeviceKey, CompactIssuer.Issue(licence, scene.Home.Code, scene.Issue.Signer, scene.Issue.SignedAt));
        var staple = SampleLive.Sign(scene.Home, new LiveStatusQuestion(scene.Home.Code, scene.Issue.StatusUri!, Scene.StatusIndex, nonce), StatusValue.Valid, "AH", Scene.Shown);
        Assert.InRange(VersionOf(stapled.ShowDynamic(Purpose.Roadside, Scene.Shown, new byte[16], staple)), 17, 24);
    }

    // A name of 19 bytes, a status uri of 39, an index of 20 bits.
    private static CodeWallet Wallet(Scene scene, int classes)
    {
        var data = SampleLicence.Data(1_000) with
        {
            FamilyName = "\U00020BB7合成",
            GivenName = "样本甲",
            Classes = [.. new VehicleClass[] { new("C1", new(2012, 5, 20), new(2028, 5, 20)), new("D", new(2013, 5, 20), new(2028, 5, 20)), new("A2", new(2014, 5, 20), new(2028, 5, 20)) }[..classes]],
        };
        var issue = scene.Issue with { Elements = data.ToElements(), StatusUri = "https://hub.example.cn/status/310000/12", StatusIndex = 1_000_000 };
        return new CodeWallet(scene.DeviceKey, CompactIssuer.Issue(MdocIssuer.Issue(issue), scene.Home.Code, issue.Signer, issue.SignedAt));
    }

    private static int VersionOf(string text)
    {
        using var drawn = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return (drawn.ModuleMatrix.Count - QuietZone - 17) / 4;
    }
}
