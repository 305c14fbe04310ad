using System.Globalization;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Credentials.Qr;

/// <summary>The claims of a compact licence while they are being read, from bytes that are known to be well-formed. Unknown ones are passed over.</summary>
internal sealed class CompactParts
{
    private const int LongestText = 600; // 150 characters of four bytes (SPEC.md §6.2).
    private const int MostClasses = 32;
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly List<(string Code, DateOnly Issue, DateOnly? Expiry, bool Own)> classes = [];
    private string? familyName, givenName, number, office;
    private DateOnly? birth, expiry;
    private long docType;
    private DateTimeOffset? expires, issuedAt;
    private StatusReference? status;

    public string? Region { get; private set; }

    public ReadOnlyMemory<byte> MsoStart { get; private set; }

    public ReadOnlyMemory<byte> DeviceKey { get; private set; }

    /// <summary>What is missing or of a wrong type.</summary>
    public string Missing { get; private set; } = "a claim is missing";

    public bool Read(ReadOnlyMemory<byte> claims) => ReadMap(new CheckedCbor(claims), ReadClaim, "the claims");

    /// <summary>What it says of the licence; null where something is missing.</summary>
    public CompactData? Data() =>
        docType != CompactLabels.DrivingLicence || familyName is null || givenName is null || number is null || office is null || birth is not { } born
            || classes.Count == 0 || MsoStart.IsEmpty
            ? null
            : new CompactData
            {
                FamilyName = familyName,
                GivenName = givenName,
                Number = number,
                Birth = born,
                Expiry = expiry,
                Classes = [.. classes.Select(one => new VehicleClass(one.Code, one.Issue, one.Own ? one.Expiry : expiry))],
                Office = office,
            };

    /// <summary>Its dates, key and status reference, as a security object states them; null where something is missing.</summary>
    public SecurityObject? Object() =>
        Region is null || DeviceKey.IsEmpty || status is null || issuedAt is not { } at || expires is not { } until
            ? null
            : new SecurityObject
            {
                Version = "1.0",
                DigestAlgorithm = "SHA-256",
                DocType = MdocNames.DocType,
                Digests = [],
                DeviceKey = DeviceKey,
                Authorizations = new KeyAuthorizations(),
                Signed = at,
                ValidFrom = at,
                ValidUntil = until,
                Status = status,
            };

    private bool ReadClaim(ref CheckedCbor cursor, long label) => label switch
    {
        CompactLabels.Issuer => ReadText(ref cursor, 6, out var text) && RegionCode.IsValid(text!) && (Region = text) is not null,
        CompactLabels.Expires => ReadInstant(ref cursor, out expires),
        CompactLabels.IssuedAt => ReadInstant(ref cursor, out issuedAt),
        CompactLabels.Confirmation => ReadMap(cursor, ReadConfirmation, "cnf") && cursor.Skip(),
        CompactLabels.Status => StatusReferenceReader.TryRead(ref cursor, out status),
        CompactLabels.Licence => ReadMap(cursor, ReadMember, "the licence") && cursor.Skip(),
        _ => cursor.Skip(),
    };

    private bool ReadConfirmation(ref CheckedCbor cursor, long label)
    {
        if (label == CompactLabels.Key)
            DeviceKey = cursor.ReadItem();
        else
            cursor.Skip();
        return true;
    }

    private bool ReadMember(ref CheckedCbor cursor, long label) => label switch
    {
        CompactLabels.DocType => cursor.TryReadInteger(out docType),
        CompactLabels.FamilyName => ReadText(ref cursor, LongestText, out familyName),
        CompactLabels.GivenName => ReadText(ref cursor, LongestText, out givenName),
        CompactLabels.Number => ReadText(ref cursor, LongestText, out number),
        CompactLabels.Birth => ReadDay(ref cursor, out birth),
        CompactLabels.Expiry => ReadDay(ref cursor, out expiry),
        CompactLabels.Classes => ReadClasses(ref cursor),
        CompactLabels.Office => ReadOffice(ref cursor),
        CompactLabels.Mso => cursor.TryReadBytes(out var start) && start.Length == CompactLabels.MsoBytes && !(MsoStart = start).IsEmpty,
        _ => cursor.Skip(),
    };

    private bool ReadOffice(ref CheckedCbor cursor)
    {
        office = cursor.TryReadInteger(out var code) && code is >= 0 and <= 999_999 ? code.ToString("D6", CultureInfo.InvariantCulture) : null;
        return office is not null;
    }

    private bool ReadClasses(ref CheckedCbor cursor)
    {
        if (!cursor.TryReadArray(out var members))
            return false;
        while (cursor.More(ref members))
        {
            if (classes.Count == MostClasses || !ReadClass(ref cursor))
                return false;
        }
        return true;
    }

    private bool ReadClass(ref CheckedCbor cursor)
    {
        if (!cursor.TryReadArray(out var parts) || parts is not (2 or 3) || !ReadText(ref cursor, 2, out var code) || !ReadDay(ref cursor, out var issue))
            return false;
        DateOnly? end = null;
        if (parts == 3 && !cursor.TryReadNull() && !ReadDay(ref cursor, out end))
            return false;
        classes.Add((code!, issue!.Value, end, parts == 3));
        return true;
    }

    private delegate bool MemberReader(ref CheckedCbor cursor, long label);

    private bool ReadMap(CheckedCbor cursor, MemberReader read, string what)
    {
        if (!cursor.TryReadMap(out var members))
            return Fail(what);
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadInteger(out var label))
            {
                cursor.Skip();
                cursor.Skip();
            }
            else if (!read(ref cursor, label))
                return Fail($"{what}: {label}");
        }
        return true;
    }

    private static bool ReadText(ref CheckedCbor cursor, int most, out string? text)
    {
        text = cursor.TryReadText(out var utf8) && utf8.Length <= most && !utf8.IsEmpty ? System.Text.Encoding.UTF8.GetString(utf8) : null;
        return text is not null;
    }

    private static bool ReadInstant(ref CheckedCbor cursor, out DateTimeOffset? instant)
    {
        instant = cursor.TryReadInteger(out var seconds) && seconds is >= 0 and <= NumericDate.Max ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return instant is not null;
    }

    private static bool ReadDay(ref CheckedCbor cursor, out DateOnly? day)
    {
        day = cursor.TryReadInteger(out var days) && days >= -Epoch.DayNumber && days <= DateOnly.MaxValue.DayNumber - Epoch.DayNumber
            ? DateOnly.FromDayNumber((int)days + Epoch.DayNumber) : null;
        return day is not null;
    }

    private bool Fail(string what)
    {
        Missing = what;
        return false;
    }
}
