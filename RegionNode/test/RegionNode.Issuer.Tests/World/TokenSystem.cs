using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Tests.World;

/// <summary>A system of the province that signs tokens for its people. It makes them with the framework alone, as a library of anybody would.</summary>
internal sealed class TokenSystem : IDisposable
{
    /// <summary>What the node in tests takes as its audience.</summary>
    internal const string Audience = "https://node.example.invalid";

    private readonly TestClock clock;
    private int made;

    internal TokenSystem(TestRegion region, string name, bool registered = true)
    {
        (Name, clock) = (name, region.Clock);
        if (!registered)
            return;
        var folder = Directory.CreateDirectory(Path.Combine(region.DataDir, CallerKeys.Folder)).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".pem"), PublicPem);
        region.Clock.Advance(CallerKeys.Kept * 2 + TokenCheck.AheadOnce); // Read anew, and no token is from before the start.
    }

    internal string Name { get; }

    internal ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal string PublicPem => Key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The claims of a good token; a test breaks one.</summary>
    internal JsonObject Claims(string subject = "staff-17", string scope = "counter", int lifeSeconds = 60)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = Name, ["sub"] = subject, ["aud"] = Audience, ["scope"] = scope, ["iat"] = now, ["exp"] = now + lifeSeconds, ["jti"] = $"{Name}-{Interlocked.Increment(ref made)}",
        };
    }

    internal string Sign(JsonObject? claims = null, JsonObject? header = null) =>
        Sealed(claims, header, input => Key.SignData(input, HashAlgorithmName.SHA256));

    /// <summary>With a seal of any kind.</summary>
    internal string Sealed(JsonObject? claims, JsonObject? header, Func<byte[], byte[]> seal)
    {
        var input = $"{Part(header ?? new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT" })}.{Part(claims ?? Claims())}";
        return $"{input}.{Base64Url.EncodeToString(seal(System.Text.Encoding.ASCII.GetBytes(input)))}";
    }

    public void Dispose() => Key.Dispose();

    private static string Part(JsonObject json) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
}
