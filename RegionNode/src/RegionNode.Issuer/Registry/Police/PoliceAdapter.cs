using RegionNode.Issuer.Registry.Letters;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Registry.Police;

/// <summary>
/// Maps a line of the police's registry to a driver's record, or says why not. What the feed lacks is derived here and nowhere
/// else: names (<see cref="NameSplit"/>), birth date and sex (from the citizen number), nationality (CN for citizens), class
/// dates (first issue; for added classes the period's begin), authority and office names (<see cref="OfficeBook"/>), the
/// electronic identifier (<see cref="ElectronicNumbers"/>), and that the file moved here (its prefix is another region's).
/// </summary>
internal sealed class PoliceAdapter(OfficeBook offices, ElectronicNumbers numbers, Territory territory)
{
    private const int MaxNameLength = 300;
    private const int MaxFieldLength = 64;
    private const char Damaged = '\uFFFD';
    private static readonly TimeSpan ClockDifference = TimeSpan.FromDays(1);

    private static readonly PoliceField[] All = Enum.GetValues<PoliceField>();

    private static readonly PoliceField[] Required =
    [
        PoliceField.DABH, PoliceField.SFZMHM, PoliceField.XM, PoliceField.ZJCX, PoliceField.LJJF, PoliceField.CCLZRQ, PoliceField.YXQS,
        PoliceField.YXQZ, PoliceField.FZJG, PoliceField.ZT, PoliceField.GXSJ,
    ];

    /// <summary>The fields without which no record is read.</summary>
    internal static IReadOnlyList<PoliceField> RequiredFields => Required;

    /// <summary>One of both is null.</summary>
    internal (DriverRecord? Record, LineFault? Fault) Read(PoliceLine line, LetterTable letters, DateTimeOffset now)
    {
        var fault = Form(line);
        if (fault is not null)
            return (null, fault);
        var draft = new RecordDraft(line);
        fault = draft.ReadPerson() ?? draft.ReadClasses() ?? draft.ReadDates() ?? draft.ReadStatus(letters);
        if (fault is not null)
            return (null, fault);
        if (draft.Updated > now + ClockDifference)
            return (null, new LineFault(LineReason.ChangedInFuture, PoliceField.GXSJ));
        if (offices.Find(line[PoliceField.FZJG]!) is not { } office)
            return (null, new LineFault(LineReason.UnknownOffice, PoliceField.FZJG));
        var fileNumber = line[PoliceField.DABH]!;
        var (record, faults) = DriverRecord.Check(fileNumber, draft.ToBody(office, numbers.Of(fileNumber), moved: !territory.Covers(FileNumber.OfficePrefix(fileNumber))));
        return faults.Count == 0 ? (record, null) : (null, LineFault.Whole(LineReason.RecordRule));
    }

    /// <summary>What every field must be before its sense is looked at.</summary>
    private static LineFault? Form(PoliceLine line)
    {
        foreach (var field in All)
        {
            if (line[field] is not { } text)
                continue;
            if (text.Length > (field == PoliceField.XM ? MaxNameLength : MaxFieldLength))
                return new LineFault(LineReason.TooLong, field);
            if (text.Contains(Damaged))
                return new LineFault(LineReason.BadEncoding, field);
        }
        foreach (var field in Required)
        {
            if (line[field] is null)
                return new LineFault(LineReason.FieldMissing, field);
        }
        return FileNumber.IsValid(line[PoliceField.DABH]) ? null : new LineFault(LineReason.FileNumberMalformed, PoliceField.DABH);
    }

    /// <summary>Reads points; the rule is the same in an event.</summary>
    internal static bool TryPoints(string text, out int points) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out points) && points <= LiveStatusClaims.MaxPoints;
}
