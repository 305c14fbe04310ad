using System.Text.Json.Nodes;
using TrustList.Format.Log;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Log;

/// <summary>The golden proofs, and a verifier in JavaScript that was written from SPEC.md alone, say the same.</summary>
public sealed class IssuanceVectorTests
{
    [Fact]
    public void Decides_every_golden_proof_as_it_always_did()
    {
        Assert.True(IssuanceVectors.All.Count >= 12);
        foreach (var vector in IssuanceVectors.All)
            Assert.Equal((vector!["name"]!.ToString(), vector["expect"]!.ToJsonString()), (vector["name"]!.ToString(), IssuanceVectors.Decide((JsonObject)vector).ToJsonString()));
    }

    [Fact]
    public void Holds_a_proof_for_every_fault_and_some_for_none()
    {
        var expected = IssuanceVectors.All.Select(vector => (string?)vector!["expect"]!["fault"]).ToList();
        Assert.Empty(Enum.GetNames<IssuanceFault>().Except(expected.OfType<string>()));
        Assert.True(expected.Count(fault => fault is null) >= 3);
    }

    [Fact]
    public void Gives_the_test_values_of_the_specification()
    {
        var mso = System.Security.Cryptography.SHA256.HashData("example"u8);
        var entry = IssuanceLeaf.Entry(1, 7);
        ReadOnlyMemory<byte>[] leaves =
        [
            IssuanceLeaf.Hash(Enumerable.Repeat((byte)1, 32).ToArray(), mso, entry), IssuanceLeaf.Hash(Enumerable.Repeat((byte)2, 32).ToArray(), mso, entry + 1),
        ];
        var claims = IssuanceBatchClaims.Of("310000", 1, new DateTimeOffset(2020, 10, 12, 8, 0, 0, TimeSpan.Zero), leaves, IssuanceBatchClaims.NoPrevious);
        Assert.Equal("160ab3ff3c5172e1fc582b1ba469ea3be6e0ffffe06387098b19e7734b20de1f", Hex(leaves[0]));
        Assert.Equal("9d862980a3bfeff84537deaa842e8b11a48018ef47c3f79d88fb33a271fbc859", Hex(leaves[1]));
        Assert.Equal("269538558ef5d383d609a40c522610afefe3e73d8a143df52eebade233062538", Hex(claims.Root));
        Assert.Equal("88995a21469b77a6bcbd78d57f265f88fc52d7e7130e87d065c3b4a8fea54910", Hex(IssuanceBatch.HashOf(claims)));
        Assert.Equal(
            "fb7dec20a93a2b6f0e336e3b133abbd3570414bdce07f0152d8dc51c7ba63740", Hex(MerkleTree.LeafHash(IssuanceBatch.HashOf(claims).Span)));
    }

    [NodeFact]
    public async Task Agrees_with_a_verifier_in_JavaScript()
    {
        var answers = JsonNode.Parse(await NodePeer.RunAsync("issuance", "verify.mjs", IssuanceVectors.Text))!.AsArray();
        Assert.Equal(
            IssuanceVectors.All.Select(vector => $"{vector!["name"]}: {vector["expect"]!.ToJsonString()}"),
            IssuanceVectors.All.Zip(answers, (vector, answer) => $"{vector!["name"]}: {answer!.ToJsonString()}"));
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
