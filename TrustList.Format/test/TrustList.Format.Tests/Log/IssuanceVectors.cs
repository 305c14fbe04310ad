using System.Text.Json.Nodes;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Log;

/// <summary>The golden proofs of <c>conformance-tests/vectors/issuance</c>: bytes of a released format, never changed, only added to.</summary>
internal static class IssuanceVectors
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "conformance-tests", "vectors", "issuance", "proofs.json"));

    public static JsonArray All => JsonNode.Parse(Text)!.AsArray();

    /// <summary>What this library says of a case, in the form of its <c>expect</c>.</summary>
    public static JsonObject Decide(JsonObject vector)
    {
        var proof = IssuanceProof.Read(Convert.FromHexString((string)vector["proof"]!));
        if (!proof.Ok)
            return new JsonObject { ["fault"] = nameof(IssuanceFault.Malformed) };
        var proven = proof.Value.Verify(
            (string)vector["region"]!, Convert.FromHexString((string)vector["msoSha256"]!), (long)vector["entry"]!,
            keyId => vector["statusKeys"]![keyId] is { } spki ? Key(spki) : null, Policy(vector["policy"]!), DateTimeOffset.FromUnixTimeSeconds((long)vector["now"]!));
        return proven.Ok
            ? new JsonObject
            {
                ["loggedAt"] = proven.Value.LoggedAt.ToUnixTimeSeconds(),
                ["epoch"] = proven.Value.Batch.Epoch.Epoch.Number,
                ["batch"] = proven.Value.Batch.Batch.Claims.Number,
                ["leaf"] = Convert.ToHexStringLower(proven.Value.Leaf.Span),
            }
            : new JsonObject { ["fault"] = proven.Fault.ToString() };
    }

    private static LogPolicy Policy(JsonNode policy)
    {
        var origin = (string)policy["origin"]!;
        return new LogPolicy
        {
            Origin = origin,
            Key = Key(policy["key"]!),
            Witnesses = [.. policy["witnesses"]!.AsArray().Select(witness => Witness.Of(origin, (string)witness!["region"]!, Key(witness["key"]!)))],
            Quorum = (int)policy["quorum"]!,
        };
    }

    private static PublicKey Key(JsonNode spki) => PublicKey.FromSpki(Convert.FromHexString((string)spki!)).Value;
}
