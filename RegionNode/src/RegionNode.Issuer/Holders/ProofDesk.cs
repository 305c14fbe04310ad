using System.Buffers.Text;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Holders;

/// <summary>Gives a wallet the proof of when its licence was logged (SPEC.md §13.4).</summary>
internal sealed class ProofDesk(StatusLists lists, IDurableStore store, LoggedPlaces places, TimeProvider clock)
{
    /// <summary>The proof, or why not.</summary>
    internal async Task<(byte[]? Proof, ProblemCode? Problem)> ProveAsync(ProofQuestionBody question, Access access, CancellationToken cancellation)
    {
        if (Find(question) is not { } leaf)
            return (null, IssuerProblems.NoSuchProof);
        if (leaf.Batch is not { } number || leaf.Position is not { } position)
            return (null, IssuerProblems.NotLoggedYet);
        var batch = store.Read(db => IssuanceTables.FindBatch(db, number))!;
        if (await places.FindAsync(batch, cancellation) is not { } logged)
            return (null, IssuerProblems.NotLoggedYet);
        // A leaf that a thief wrote into the database is nobody's licence.
        if (store.Read(db => LicenceTable.Find(db, leaf.LicenceId)) is { } licence)
            store.Note(access, AuditAct.ProofGiven, licence.Driver, $"licence {leaf.LicenceId}", clock.GetUtcNow());
        return (logged.Prove(leaf.Blind, (int)position).Write(), null);
    }

    /// <summary>The entry of the licence that is asked about; null where it is none of this node's.</summary>
    internal long? Entry(ProofQuestionBody question) => Find(question)?.Entry;

    private LeafRow? Find(ProofQuestionBody question)
    {
        if (question.Index is < 0 or >= StatusBlocks.Size || lists.BlockOf(question.StatusUri) is not { } block
            || block >= Limits.StatusBlocks)
            return null;
        return store.Read(db => IssuanceTables.FindLeaf(db, IssuanceLeaf.Entry(block, question.Index))) is { } leaf
            && Base64Url.EncodeToString(leaf.MsoSha256) == question.MsoSha256 ? leaf : null;
    }
}
