using System.Collections.Immutable;
using System.Globalization;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials.Qr;

/// <summary>Takes out of a licence's elements what stands in its compact form.</summary>
internal static class CompactSource
{
    /// <summary>Null where an element is missing or of another form than SPEC.md §6.2 says.</summary>
    public static CompactData? Read(IReadOnlyList<PresentedItem> items)
    {
        if (Text(items, MdocNames.IsoNamespace, "family_name") is not { } family || Text(items, MdocNames.IsoNamespace, "given_name") is not { } given
            || Text(items, MdocNames.IsoNamespace, "document_number") is not { } number
            || Text(items, MdocNames.NationalNamespace, "issuing_office_code") is not { Length: 6 } office || !office.All(char.IsAsciiDigit)
            || Day(Text(items, MdocNames.IsoNamespace, "birth_date")) is not { } birth || Day(Text(items, MdocNames.IsoNamespace, "expiry_date")) is not { } expiry
            || Classes(items) is not { IsEmpty: false } classes)
            return null;
        return new CompactData
        {
            FamilyName = family,
            GivenName = given,
            Number = number,
            Birth = birth,
            Expiry = expiry == LicenceElements.LongTerm ? null : expiry,
            Classes = classes,
            Office = office,
        };
    }

    private static string? Text(IReadOnlyList<PresentedItem> items, string space, string name) => Find(items, space, name) is { } value ? new ElementValue(value).Text : null;

    private static ReadOnlyMemory<byte>? Find(IReadOnlyList<PresentedItem> items, string space, string name)
    {
        foreach (var item in items)
        {
            if (item.Namespace == space && item.Identifier == name)
                return item.Value;
        }
        return null;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static ImmutableArray<VehicleClass>? Classes(IReadOnlyList<PresentedItem> items)
    {
        if (Find(items, MdocNames.NationalNamespace, "classes") is not { } encoded)
            return null;
        var classes = ImmutableArray.CreateBuilder<VehicleClass>();
        var cursor = new CheckedCbor(encoded);
        if (!cursor.TryReadArray(out var count))
            return null;
        while (cursor.More(ref count))
        {
            if (ReadClass(ref cursor) is not { } one)
                return null;
            classes.Add(one);
        }
        return classes.ToImmutable();
    }

    private static VehicleClass? ReadClass(ref CheckedCbor cursor)
    {
        if (!cursor.TryReadMap(out var members))
            return null;
        string? code = null;
        DateOnly? issue = null, expiry = null;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return null;
            var text = new ElementValue(cursor.ReadItem()).Text;
            if (key.SequenceEqual("code"u8))
                code = text;
            else if (key.SequenceEqual("issue_date"u8))
                issue = Day(text);
            else if (key.SequenceEqual("expiry_date"u8))
                expiry = Day(text);
        }
        return code is not null && issue is { } from ? new VehicleClass(code, from, expiry) : null;
    }
}
