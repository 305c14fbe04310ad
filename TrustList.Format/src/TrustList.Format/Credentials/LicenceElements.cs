using System.Collections.Immutable;
using System.Formats.Cbor;

namespace TrustList.Format.Credentials;

/// <summary>Encodes a licence's data as the elements of both namespaces. SPEC.md §6.2.</summary>
internal static class LicenceElements
{
    private const CborTag FullDate = (CborTag)1004; // RFC 8943
    internal static readonly DateOnly LongTerm = new(9999, 12, 31);

    public static ImmutableArray<LicenceElement> Of(LicenceData data)
    {
        var list = ImmutableArray.CreateBuilder<LicenceElement>(26);
        void Iso(string name, Action<CborWriter> write) => list.Add(new(MdocNames.IsoNamespace, name, Encode(write)));
        void National(string name, Action<CborWriter> write) => list.Add(new(MdocNames.NationalNamespace, name, Encode(write)));

        Iso("family_name", w => w.WriteTextString(data.FamilyName));
        Iso("given_name", w => w.WriteTextString(data.GivenName));
        list.Add(Birth(data.BirthDate));
        Iso("issue_date", w => WriteDate(w, data.IssueDate));
        list.Add(Expiry(data.ExpiryDate));
        Iso("issuing_country", w => w.WriteTextString("CN"));
        Iso("issuing_authority", w => w.WriteTextString(data.IssuingAuthority));
        Iso("document_number", w => w.WriteTextString(data.DocumentNumber));
        Iso("portrait", w => w.WriteByteString(data.Portrait.Span));
        list.Add(Privileges(data.Classes));
        Iso("un_distinguishing_sign", w => w.WriteTextString("CHN"));
        Iso("issuing_jurisdiction", w => w.WriteTextString(data.IssuingJurisdiction));
        if (data.Nationality is { } nationality)
            Iso("nationality", w => w.WriteTextString(nationality));
        if (data.Sex is { } sex)
            Iso("sex", w => w.WriteInt32(sex));

        National("file_number", w => w.WriteTextString(data.FileNumber));
        list.Add(NationalClasses(data.Classes));
        National("issuing_office", w => w.WriteTextString(data.IssuingOffice));
        National("issuing_office_code", w => w.WriteTextString(data.IssuingOfficeCode));
        National("first_issue", w => WriteDate(w, data.FirstIssue));
        if (data.ReviewDate is { } review)
            National("review_date", w => WriteDate(w, review));
        National("electronic_id", w => w.WriteTextString(data.ElectronicId));
        return list.ToImmutable();
    }

    public static LicenceElement Birth(DateOnly day) => new(MdocNames.IsoNamespace, "birth_date", Encode(w => WriteDate(w, day)));

    /// <summary>The end of the period; null: there is none.</summary>
    public static LicenceElement Expiry(DateOnly? day) => new(MdocNames.IsoNamespace, "expiry_date", Encode(w => WriteDate(w, day ?? LongTerm)));

    public static LicenceElement Privileges(ImmutableArray<VehicleClass> classes) =>
        new(MdocNames.IsoNamespace, "driving_privileges", Encode(w => WritePrivileges(w, classes)));

    public static LicenceElement NationalClasses(ImmutableArray<VehicleClass> classes) =>
        new(MdocNames.NationalNamespace, "classes", Encode(w => WriteClasses(w, classes)));

    private static byte[] Encode(Action<CborWriter> write)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        write(writer);
        return writer.Encode();
    }

    private static void WriteDate(CborWriter writer, DateOnly date)
    {
        writer.WriteTag(FullDate);
        writer.WriteTextString(date.ToString("yyyy-MM-dd"));
    }

    private static void WritePrivileges(CborWriter writer, ImmutableArray<VehicleClass> classes)
    {
        var privileges = classes.Where(c => c.IsoCategory is not null).ToArray();
        writer.WriteStartArray(privileges.Length);
        foreach (var privilege in privileges)
        {
            writer.WriteStartMap(3 + (privilege.AutomaticOnly ? 1 : 0));
            writer.WriteTextString("vehicle_category_code");
            writer.WriteTextString(privilege.IsoCategory!);
            writer.WriteTextString("issue_date");
            WriteDate(writer, privilege.IssueDate);
            writer.WriteTextString("expiry_date");
            WriteDate(writer, privilege.ExpiryDate ?? LongTerm);
            if (privilege.AutomaticOnly)
                WriteAutomaticOnly(writer);
            writer.WriteEndMap();
        }
        writer.WriteEndArray();
    }

    private static void WriteAutomaticOnly(CborWriter writer)
    {
        writer.WriteTextString("codes");
        writer.WriteStartArray(1);
        writer.WriteStartMap(1);
        writer.WriteTextString("code");
        writer.WriteTextString("78");
        writer.WriteEndMap();
        writer.WriteEndArray();
    }

    private static void WriteClasses(CborWriter writer, ImmutableArray<VehicleClass> classes)
    {
        writer.WriteStartArray(classes.Length);
        foreach (var c in classes)
        {
            writer.WriteStartMap(c.ExpiryDate is null ? 2 : 3);
            writer.WriteTextString("code");
            writer.WriteTextString(c.Code);
            writer.WriteTextString("issue_date");
            WriteDate(writer, c.IssueDate);
            if (c.ExpiryDate is { } expiry)
            {
                writer.WriteTextString("expiry_date");
                WriteDate(writer, expiry);
            }
            writer.WriteEndMap();
        }
        writer.WriteEndArray();
    }
}
