using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry.Letters;
using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Feed;

/// <summary>From a kind and its fields to events of the life of a licence.</summary>
internal static class FeedReading
{
    /// <summary>What happened, given the stored record; or which field is wrong. One of both is null.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="said">The event.</param>
    /// <param name="day">The day it happened, where no field says so.</param>
    internal static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>? Happened, LineFault? Fault) Of(FeedKind kind, FeedEvent said, DateOnly day) => kind switch
    {
        FeedKind.Points => Points(said.Fields),
        FeedKind.Letters => Letters(said),
        FeedKind.Renewal => Renewal(said.Fields),
        FeedKind.Review => Review(said.Fields),
        FeedKind.Classes => Classes(said.Fields, day),
        FeedKind.Name => Name(said.Fields),
        FeedKind.OverPoints => One(new OverPoints()),
        FeedKind.OverdueReview => One(new Overdue(Due.Review)),
        FeedKind.OverdueRenewal => One(new Overdue(Due.Renewal)),
        FeedKind.Revoked => One(new Revoked()),
        FeedKind.Cancelled => One(new Cancelled(AsPenalty: false)),
        FeedKind.CancelledAsPenalty => One(new Cancelled(AsPenalty: true)),
        FeedKind.Restored => One(new Restored()),
        _ when string.IsNullOrEmpty(said.Reference) => (null, new LineFault(LineReason.FieldMissing, "reference")),
        FeedKind.Held => One(new Held(said.Reference)),
        FeedKind.Seized => One(new Seized(said.Reference)),
        FeedKind.PaperHandedIn => One(new PaperHandedIn(said.Reference)),
        FeedKind.ReleasedHeld => One(new Released(Holding.Held, said.Reference)),
        FeedKind.ReleasedSeized => One(new Released(Holding.Seized, said.Reference)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not in the list"),
    };

    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) One(LifeEvent happened) => (_ => [happened], null);

    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) Fault(LineReason reason, PoliceField field) => (null, new LineFault(reason, field));

    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) Points(PoliceLine fields)
    {
        if (fields[PoliceField.LJJF] is not { } text || !PoliceAdapter.TryPoints(text, out var points))
            return Fault(LineReason.PointsOutOfRange, PoliceField.LJJF);
        if (!fields.TryOptionalDay(PoliceField.QFRQ, out var clear))
            return Fault(LineReason.DateMalformed, PoliceField.QFRQ);
        return (stored => [new PointsChanged(points, clear ?? stored.PointsClearDate)], null);
    }

    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) Letters(FeedEvent said)
    {
        if (LetterTables.Find(said.LetterTable) is not { } table)
            return (null, new LineFault(LineReason.UnknownLetterTable, "letterTable"));
        if (said.Fields[PoliceField.ZT] is not { } text)
            return Fault(LineReason.FieldMissing, PoliceField.ZT);
        return table.Read(text, out var letters) is { } reason ? Fault(reason, PoliceField.ZT) : One(new LettersChanged(letters));
    }

    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) Renewal(PoliceLine fields)
    {
        if (fields[PoliceField.YXQS] is not { } begins || !PoliceDates.TryDay(begins, out var from))
            return Fault(LineReason.DateMalformed, PoliceField.YXQS);
        if (fields[PoliceField.YXQZ] is not { } ends || !PoliceDates.TryLastDay(ends, out var to))
            return Fault(LineReason.DateMalformed, PoliceField.YXQZ);
        return to is null || from < to ? One(new Renewed(from, to)) : Fault(LineReason.DateOrder, PoliceField.YXQZ);
    }

    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) Review(PoliceLine fields) =>
        fields.TryOptionalDay(PoliceField.SYRQ, out var next) ? One(new Reviewed(next)) : Fault(LineReason.DateMalformed, PoliceField.SYRQ);

    /// <summary>The classes held from now on: those that are new are added first, so that the last one is never taken away.</summary>
    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) Classes(PoliceLine fields, DateOnly day)
    {
        if (fields[PoliceField.ZJCX] is not { } text)
            return Fault(LineReason.FieldMissing, PoliceField.ZJCX);
        List<string> codes = [];
        if (PoliceClasses.Split(text, codes) is { } reason)
            return Fault(reason, PoliceField.ZJCX);
        if (!fields.TryOptionalDay(PoliceField.YXQS, out var from))
            return Fault(LineReason.DateMalformed, PoliceField.YXQS);
        return (stored =>
        [
            .. codes.Where(code => stored.Classes.All(held => held.Code != code)).Select(code => new ClassAdded(code, from ?? day)),
            .. stored.Classes.Where(held => !codes.Contains(held.Code)).Select(held => new ClassRemoved(held.Code)),
        ], null);
    }

    private static (Func<DriverRecordBody, IReadOnlyList<LifeEvent>>?, LineFault?) Name(PoliceLine fields)
    {
        if (fields[PoliceField.XM] is not { } name || name.Any(char.IsControl) || string.IsNullOrWhiteSpace(name))
            return Fault(LineReason.NameMalformed, PoliceField.XM);
        return NameSplit.Of(name) is var (family, given) ? One(new NameCorrected(family, given)) : Fault(LineReason.NameNotSplit, PoliceField.XM);
    }
}
