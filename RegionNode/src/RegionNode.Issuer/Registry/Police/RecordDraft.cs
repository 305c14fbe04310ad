using System.Globalization;
using RegionNode.Issuer.Registry.Letters;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Registry.Police;

/// <summary>A record while its line is read, part by part; each part says what is wrong with it. Good for one line.</summary>
internal sealed class RecordDraft(PoliceLine line)
{
    private const int CitizenDigits = 18;
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    private (string Family, string Given) name;
    private bool citizen;
    private DateOnly birth, firstIssue, from;
    private DateOnly? to, review, pointsClear, overLimit;
    private int? sex;
    private string? nationality;
    private readonly List<string> classes = [];
    private readonly List<string> added = [];
    private string letters = string.Empty;
    private int points;

    /// <summary>GXSJ.</summary>
    internal DateTimeOffset Updated { get; private set; }

    /// <summary>Name, number, and what the number says.</summary>
    internal LineFault? ReadPerson() => ReadName() ?? ReadNumber();

    /// <summary>Classes held, and which of them were added.</summary>
    internal LineFault? ReadClasses()
    {
        if (PoliceClasses.Split(line[PoliceField.ZJCX]!, classes) is { } reason)
            return new LineFault(reason, PoliceField.ZJCX);
        if (line[PoliceField.YZJCX] is not { } text)
            return null;
        if (PoliceClasses.Split(text, added) is { } wrong)
            return new LineFault(wrong, PoliceField.YZJCX);
        return added.TrueForAll(classes.Contains) ? null : new LineFault(LineReason.AddedClassNotHeld, PoliceField.YZJCX);
    }

    /// <summary>All days, and their order.</summary>
    internal LineFault? ReadDates()
    {
        if (!PoliceDates.TryDay(line[PoliceField.CCLZRQ]!, out firstIssue))
            return Malformed(PoliceField.CCLZRQ);
        if (!PoliceDates.TryDay(line[PoliceField.YXQS]!, out from))
            return Malformed(PoliceField.YXQS);
        if (!PoliceDates.TryLastDay(line[PoliceField.YXQZ]!, out to))
            return Malformed(PoliceField.YXQZ);
        if (!PoliceDates.TryInstant(line[PoliceField.GXSJ]!, out var updated))
            return Malformed(PoliceField.GXSJ);
        Updated = updated.ToUniversalTime();
        if (!line.TryOptionalDay(PoliceField.SYRQ, out review))
            return Malformed(PoliceField.SYRQ);
        if (!line.TryOptionalDay(PoliceField.QFRQ, out pointsClear))
            return Malformed(PoliceField.QFRQ);
        if (!line.TryOptionalDay(PoliceField.CFRQ, out overLimit))
            return Malformed(PoliceField.CFRQ);
        if (birth < EarliestBirth || birth >= firstIssue)
            return new LineFault(LineReason.DateOrder, PoliceField.CCLZRQ);
        if (firstIssue > from)
            return new LineFault(LineReason.DateOrder, PoliceField.YXQS);
        return to is null || from < to ? null : new LineFault(LineReason.DateOrder, PoliceField.YXQZ);
    }

    /// <summary>Letters and points.</summary>
    internal LineFault? ReadStatus(LetterTable table)
    {
        if (table.Read(line[PoliceField.ZT]!, out letters) is { } reason)
            return new LineFault(reason, PoliceField.ZT);
        return PoliceAdapter.TryPoints(line[PoliceField.LJJF]!, out points) ? null : new LineFault(LineReason.PointsOutOfRange, PoliceField.LJJF);
    }

    /// <summary>The body; every part was read without a fault.</summary>
    internal DriverRecordBody ToBody(NamedOffice office, string electronicId, bool moved) => new()
    {
        FamilyName = name.Family,
        GivenName = name.Given,
        Name = line[PoliceField.XM],
        BirthDate = birth,
        DocumentNumber = line[PoliceField.SFZMHM]!,
        NumberIsCitizenNumber = citizen,
        Classes = [.. classes.Select(code => new DriverClassBody(code, added.Contains(code) ? from : firstIssue))],
        IssueDate = from,
        ExpiryDate = to,
        IssuingAuthority = office.Authority,
        IssuingOffice = office.Office,
        IssuingOfficeCode = office.Code,
        Moved = moved,
        FirstIssue = firstIssue,
        ReviewDate = review,
        ElectronicId = electronicId,
        Nationality = nationality,
        Sex = sex,
        Letters = letters,
        Points = points,
        PointsClearDate = pointsClear,
        AddedClasses = added.Count > 0 ? [.. added] : null,
        OverLimitDate = overLimit,
        FirstOffice = line[PoliceField.CCFZJG],
        ManagementUnit = line[PoliceField.GLBM],
        Updated = Updated,
    };

    private LineFault? ReadName()
    {
        var text = line[PoliceField.XM]!;
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
            return new LineFault(LineReason.NameMalformed, PoliceField.XM);
        if (NameSplit.Of(text) is not { } parts)
            return new LineFault(LineReason.NameNotSplit, PoliceField.XM);
        name = parts;
        return null;
    }

    private LineFault? ReadNumber()
    {
        var number = line[PoliceField.SFZMHM]!;
        citizen = number.Length == CitizenDigits && number.AsSpan(0, CitizenDigits - 1).IndexOfAnyExceptInRange('0', '9') < 0;
        if (citizen)
            return CitizenNumber.IsValid(number) ? ReadCitizen(number) : new LineFault(LineReason.BadCheckDigit, PoliceField.SFZMHM);
        if (number.Length > 50 || number.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            return new LineFault(LineReason.NumberMalformed, PoliceField.SFZMHM);
        return ReadForeigner();
    }

    // Digits 7 to 14 are the birth date, the 17th is odd for men.
    private LineFault? ReadCitizen(string number)
    {
        birth = DateOnly.ParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);
        sex = (number[16] - '0') % 2 == 1 ? 1 : 2;
        nationality = "CN";
        return null;
    }

    private LineFault? ReadForeigner()
    {
        if (line[PoliceField.CSRQ] is not { } day)
            return new LineFault(LineReason.BirthDateMissing, PoliceField.CSRQ);
        if (!PoliceDates.TryDay(day, out birth))
            return Malformed(PoliceField.CSRQ);
        if (line[PoliceField.XB] is { } written && written is not ("1" or "2"))
            return new LineFault(LineReason.PersonMalformed, PoliceField.XB);
        sex = line[PoliceField.XB] is { } given ? given[0] - '0' : null;
        nationality = line[PoliceField.GJ];
        return nationality is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? null : new LineFault(LineReason.PersonMalformed, PoliceField.GJ);
    }

    private static LineFault Malformed(PoliceField field) => new(LineReason.DateMalformed, field);
}
