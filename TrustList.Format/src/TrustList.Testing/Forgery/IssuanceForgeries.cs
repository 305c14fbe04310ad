using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>Licences of a distrusted key that say they are older, with proofs that do not prove it (SPEC.md §13.6).</summary>
internal static class IssuanceForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        Unproven("logged at the very instant from which the key is distrusted", issuance => issuance.LoggedAt = SceneIssuance.Distrust),
        Unproven("logged in time, by the hub's word, and cosigned from the distrust on", issuance => issuance.CosignedAt = SceneIssuance.Distrust),
        Unproven("cosigned before the batch was closed, by its own word", issuance =>
        {
            issuance.CosignedAt = issuance.LoggedAt;
            issuance.LoggedAt = issuance.LoggedAt.AddSeconds(61);
        }),
        Unproven("the proof of another licence", issuance => issuance.Mso = _ => SHA256.HashData("another licence"u8)),
        Unproven("the proof of another index", issuance => issuance.Entry++),
        Unproven("a proof with another blind", issuance => issuance.Proof = proof => proof with { Blind = new byte[IssuanceLeaf.BlindBytes] }),
        Unproven("a proof of another leaf of the batch", issuance => issuance.Proof = proof => proof with { LeafIndex = 1 }),
        Unproven("a path without its last hash", issuance => issuance.Proof = proof => proof with { LeafPath = proof.LeafPath[..^1] }),
        Unproven("a path one hash too long", issuance => issuance.Proof = proof => proof with { LeafPath = proof.LeafPath.Add(new byte[32]) }),
        Unproven("another region's batch", issuance => issuance.Region = "320000"),
        Unproven("a batch by a key that the region does not list", issuance => issuance.StatusKey = TestKeys.Create(issuance.StatusKey.PublicKey.Algorithm)),
        Unproven("another batch of the same epoch", issuance => issuance.Proof = proof => proof with { Place = proof.Place with { IndexInEpoch = 0 } }),
        Unproven("fewer witnesses than the quorum", issuance => issuance.Witnesses = ["320000", "330000"]),
        Unproven("a log of the same name with other keys", issuance => issuance.OtherLog = LogSimulator.Create("310000", "320000", "330000", "340000")),
        Unproven("bytes that are no proof", issuance => issuance.Carried = bytes => bytes[..^1]),
        new("a proof that is too large", Reason.TooLarge, scene => SceneIssuance.In(scene).Carried = _ => new byte[Limits.IssuanceProofBytes + 1]),
        new("a leaf that its region disowns", Reason.IssuanceDisowned, scene => SceneIssuance.In(scene).Disown = true),
        new("a leaf that its region disowns, under a proof of nothing", Reason.IssuanceDisowned, scene =>
        {
            var issuance = SceneIssuance.In(scene);
            issuance.Disown = true;
            issuance.Witnesses = ["320000"];
        }),
        new("a proof where policy names no log", Reason.IssuanceUnproven, scene =>
        {
            SceneIssuance.In(scene);
            scene.Policy = scene.Policy with { Log = null };
        }),
    ];

    private static ForgedCase Unproven(string name, Action<SceneIssuance> change) =>
        new(name, Reason.IssuanceUnproven, scene => change(SceneIssuance.In(scene)));
}
