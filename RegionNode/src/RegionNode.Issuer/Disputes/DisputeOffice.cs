using Federation.Hosting.Problems;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Disputes;

/// <summary>
/// Shows disputes to the office and gives the region's answers. A correction, the answer and the trail are one transaction: no
/// answer says that something was corrected which was not.
/// </summary>
internal sealed class DisputeOffice(NodeOptions options, SigningKeys signing, StatusLists lists, IDurableStore store, StatusSignal signal, TimeProvider clock)
{
    internal IReadOnlyList<DisputeRow> Show(PageQuery page, DisputeState? state, Access access) => store.Write("read disputes", db =>
    {
        var rows = DisputeTable.After(db, page.After ?? 0, state, page.Take);
        AuditTrail.NoteAll(db, access, AuditAct.DisputeRead, rows.Take(page.Limit).Select(row => row.Driver).Distinct(), "list", clock.GetUtcNow());
        return rows;
    });

    internal DisputeRow? Find(string id, Access access) => store.Write("read dispute", db =>
    {
        if (DisputeTable.Find(db, id) is not { } row)
            return null;
        AuditTrail.Note(db, access, AuditAct.DisputeRead, row.Driver, id, clock.GetUtcNow());
        return row;
    });

    /// <summary>The dispute with its answer; or why there is none.</summary>
    internal (DisputeRow? Row, ProblemResult? Problem) Answer(string id, AnswerBody body, Access access)
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (!Enum.IsDefined(body.Finding) || body.Remark?.Length > DisputeLimits.Text || body.Letters is not null != (body.Finding == DisputeFinding.UpheldCorrected))
            return Refuse(DisputeProblems.DisputeRefused, $"letters with {DisputeFinding.UpheldCorrected} alone; a remark of at most {DisputeLimits.Text} characters");
        if (body.Letters is { } letters && !LetterSet.IsValid(letters))
            return Refuse(IssuerProblems.BadLetters);
        if (signing.StatusKey(now) is not { } key)
            return Refuse(IssuerProblems.NoStatusKey);
        var (row, problem, changed) = store.Write("answer dispute", db => Answer(db, id, body, key, access, now));
        if (changed)
            signal.Changed();
        return (row, problem);
    }

    private (DisputeRow? Row, ProblemResult? Problem, bool Changed) Answer(StoreSession db, string id, AnswerBody body, StatusSigner key, Access access, DateTimeOffset now)
    {
        if (DisputeTable.Find(db, id) is not { } row)
            return No(DisputeProblems.NoSuchDispute);
        if (row.Home != options.Code)
            return No(DisputeProblems.NotOursToAnswer);
        if (row.Answer is not null)
            return No(DisputeProblems.AnsweredAlready);
        var claims = row.Claims;
        // A dispute without a licence of ours was answered when it came.
        if (body.Finding == DisputeFinding.NotOurs || lists.BlockOf(claims.StatusUri) is not { } block || LicenceTable.FindByIndex(db, block, claims.Index) is not { } licence)
            return No(DisputeProblems.FindingRefused, "a licence of this region stands at that place");
        var changed = false;
        if (body.Letters is { } letters)
        {
            if (licence.Letters == letters)
                return No(DisputeProblems.FindingRefused, "the letters are these already: nothing was corrected");
            // Somebody stands refused by our mistake: the correction is in the next head, whatever it lifts.
            var outcome = LifeBook.Record(db, licence.Driver, new LettersCorrected(letters, $"dispute {id}", Urgent: true), access, now);
            if (outcome.Refusal is { } refusal)
                return No(DisputeProblems.FindingRefused, refusal.ToString());
            changed = outcome.Changed;
        }
        var value = LicenceTable.FindByIndex(db, block, claims.Index)!.StatusValue;
        var answer = new DisputeAnswerClaims(options.Code, row.Reporting, now, Convert.FromHexString(row.Hash), body.Finding, value);
        DisputeTable.SetAnswer(db, row, DisputeAnswer.Sign(answer, key.Signer, key.KeyId), now, body.Remark);
        AuditTrail.Note(db, access, AuditAct.DisputeAnswered, licence.Driver, $"{id}: {body.Finding}", now);
        return (DisputeTable.FindByHash(db, row.Hash), null, changed);
    }

    private static (DisputeRow?, ProblemResult?, bool) No(ProblemCode problem, string? detail = null) => (null, problem.Result(detail), false);

    private static (DisputeRow?, ProblemResult?) Refuse(ProblemCode problem, string? detail = null) => (null, problem.Result(detail));
}
