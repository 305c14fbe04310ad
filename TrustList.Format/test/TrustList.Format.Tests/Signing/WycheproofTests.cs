using System.Text.Json;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Signing;

public class WycheproofTests
{
    private const string Folder = "wycheproof/";

    [VectorTheory(Folder)]
    [InlineData("ecdsa_secp256r1_sha256_p1363_test.json", SignatureForm.P1363, 262)]
    [InlineData("ecdsa_secp256r1_sha256_test.json", SignatureForm.Der, 484)]
    public void Accepts_and_rejects_what_wycheproof_does(string file, SignatureForm form, int expected)
    {
        using var suite = JsonDocument.Parse(File.ReadAllBytes(RepositoryPaths.Vector(Folder + file)));
        var mismatches = new List<string>();
        var count = 0;
        foreach (var group in suite.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var key = PublicKey.FromSpki(Bytes(group, "publicKeyDer")).Value;
            Assert.Equal(key, PublicKey.FromPem(group.GetProperty("publicKeyPem").GetString()!).Value);
            // Whichever of the two PublicKey uses on this machine, both must agree.
            var platform = new Es256Verifier(new PlatformP256Key(key.Raw));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                count++;
                var valid = test.GetProperty("result").GetString() == "valid";
                var (message, signature) = (Bytes(test, "msg"), Bytes(test, "sig"));
                if (key.Verify(message, signature, form) != valid || platform.Verify(message, signature, form) != valid)
                    mismatches.Add($"{test.GetProperty("tcId")}: {test.GetProperty("comment")}");
            }
        }
        Assert.Empty(mismatches);
        Assert.Equal(expected, count);
    }

    private static byte[] Bytes(JsonElement parent, string name) => Convert.FromHexString(parent.GetProperty(name).GetString()!);
}
