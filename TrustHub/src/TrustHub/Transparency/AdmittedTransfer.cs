using TrustHub.Admission;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Transfers;

namespace TrustHub.Transparency;

/// <summary>
/// A transfer that may be recorded. Holding one proves that every check of README §2 ran: both regions are registered and signed
/// it with keys that may sign now, one of them brought it, its deadline has not passed, and its licence is in no other
/// transfer that is logged or may still be.
/// </summary>
public sealed class AdmittedTransfer
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private AdmittedTransfer(TransferSubmission submission, TransferRecord record, string caller) =>
        (Submission, Record, Caller) = (submission, record, caller);

    /// <summary>As it was sent.</summary>
    public TransferSubmission Submission { get; }

    /// <summary>What both regions signed.</summary>
    public TransferRecord Record { get; }

    /// <summary>The pin of the TLS key that brought it.</summary>
    public string Caller { get; }

    /// <summary>Examines a transfer.</summary>
    /// <param name="submission">As it was sent.</param>
    /// <param name="store">The transfers that are admitted.</param>
    /// <param name="context">What else it is examined against.</param>
    internal static ExaminedTransfer Examine(TransferSubmission submission, ILogStore store, AdmissionContext context)
    {
        if (submission.Transfer.Length > Limits.SignedTransferBytes)
            return Refuse(AdmissionFault.TooLarge, $"a transfer has at most {Limits.SignedTransferBytes} bytes");
        if (SignedTransfer.Read(submission.Transfer) is not { Ok: true, Value: var signed } || TransferRecord.Read(signed.Record) is not { Ok: true, Value: var record })
            return Refuse(AdmissionFault.Malformed, "not a transfer with two signatures");
        if (submission.Region != record.From && submission.Region != record.To)
            return Refuse(AdmissionFault.WrongRegion, $"the transfer is between regions {record.From} and {record.To}");
        foreach (var code in new[] { record.From, record.To })
        {
            if (RegionChain.Registered(context, code, out _) is { } unknown)
                return new(null, null, unknown);
        }
        if (RegionChain.Speaks(context, context.State.Region(submission.Region), submission.Region) is { } notSpeaking)
            return new(null, null, notSpeaking);
        if ((WrongSignature(context, record, record.From, signed.FromSignature) ?? WrongSignature(context, record, record.To, signed.ToSignature)) is { } wrong)
            return new(null, null, wrong);

        if (store.Transfer(record.Hash()) is { } held)
            return new(null, held, null);
        return record.PreparedAt > context.Now + ClockSkew ? Refuse(AdmissionFault.FromTheFuture, "the transfer was prepared after now")
            : record.NotAfter < context.Now ? Refuse(AdmissionFault.TransferTooLate, $"the deadline was {Instants.Format(record.NotAfter)}")
            : store.Spending(record.From, record.Entry, context.Now) is { } other
                ? Refuse(AdmissionFault.EntrySpent, $"the licence moves to region {other.To} {(other.Epoch is { } epoch ? $"since epoch {epoch}" : "as admitted before")}")
            : new(new AdmittedTransfer(submission, record, context.CallerPin ?? ""), null, null);
    }

    /// <summary>What is to be recorded.</summary>
    internal NewTransfer ToRow(DateTimeOffset at) => new(Record, Submission.Transfer, at, Submission.SubmissionId, Caller);

    private static Refused? WrongSignature(AdmissionContext context, TransferRecord record, string code, ReadOnlyMemory<byte> signature)
    {
        if (context.State.Region(code).Issuers is not { } issuers)
            return new(AdmissionFault.RegionNotReady, $"region {code} has submitted no issuers.json");
        var keys = new StatusKeyRing(issuers, context.State.Policy!, context.State.NoticeBoard!, context.Now);
        var check = TransferSignature.Check(signature, record, keys.Find);
        return check.Ok ? null : keys.Refusal("transfer", check.Fault switch
        {
            TransferFault.UnknownKey => StatusFault.UnknownKey,
            TransferFault.BadSignature => StatusFault.BadSignature,
            _ => StatusFault.Malformed,
        }, check.Detail);
    }

    private static ExaminedTransfer Refuse(AdmissionFault fault, string detail) => new(null, null, new Refused(fault, detail));
}

/// <summary>What examining a transfer ended in: exactly one of the three is set.</summary>
/// <param name="Admitted">Every check ran and passed.</param>
/// <param name="Held">The same record was admitted before, from whichever side.</param>
/// <param name="Refused">The first check that did not pass.</param>
internal readonly record struct ExaminedTransfer(AdmittedTransfer? Admitted, TransferRow? Held, Refused? Refused);
