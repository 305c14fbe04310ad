using System.Text.Json.Nodes;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Conformance.Worlds;

/// <summary>Roots that follow one another. Three operators of the first are replaced by three others: two thresholds that share nobody.</summary>
/// <param name="world">The repository.</param>
internal sealed class TufRoots(TufWorld world)
{
    private long newest = 1;

    /// <summary>Three operators of a root to come.</summary>
    public ISigner[] NewOperators { get; } = [TufWorld.NewKey(), TufWorld.NewKey(), TufWorld.NewKey()];

    /// <summary>The next root: of other operators, and of the timestamp key that the repository now has.</summary>
    /// <param name="operators">The three of whom its root role names all.</param>
    /// <param name="signers">Who signs it.</param>
    /// <param name="change">Changes it before.</param>
    public void Add(ISigner[] operators, ISigner[] signers, Action<JsonObject>? change = null) => world.Renew(RoleNames.Root, ++newest, next =>
    {
        var timestamp = world.Repository.TimestampKey;
        var keys = next["keys"]!.AsObject();
        foreach (var signer in operators.Append(timestamp))
            keys[TufWorld.IdOf(signer)] = TufWorld.Key(signer);
        next["roles"]!["root"]!["keyids"] = Ids(operators);
        next["roles"]!["timestamp"]!["keyids"] = Ids([timestamp]);
        change?.Invoke(next);
    }, signers);

    /// <summary>The next root, of the new operators; signed by these, or by both generations.</summary>
    public void Rotate(ISigner[]? signers = null, Action<JsonObject>? change = null) => Add(NewOperators, signers ?? [.. world.Root, .. NewOperators], change);

    private static JsonArray Ids(ISigner[] signers) => new([.. signers.Select(signer => JsonValue.Create(TufWorld.IdOf(signer)))]);
}
