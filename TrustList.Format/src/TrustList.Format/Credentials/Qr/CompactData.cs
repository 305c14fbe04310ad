using System.Collections.Immutable;
using TrustList.Format.Credentials.Reading;

namespace TrustList.Format.Credentials.Qr;

/// <summary>What of a licence stands in its compact form, and how it is named again as elements of the licence. SPEC.md §6.10.</summary>
internal sealed record CompactData
{
    public required string FamilyName { get; init; }

    public required string GivenName { get; init; }

    public required string Number { get; init; }

    public required DateOnly Birth { get; init; }

    /// <summary>Null for a long-term licence.</summary>
    public required DateOnly? Expiry { get; init; }

    public required ImmutableArray<VehicleClass> Classes { get; init; }

    /// <summary>GB/T 2260, six digits.</summary>
    public required string Office { get; init; }

    /// <summary>The elements that it says: those of the licence, encoded as there, so that one disclosure profile holds for both.</summary>
    public IReadOnlyList<PresentedItem> ToItems() =>
    [
        Item(LicenceElement.Text(MdocNames.IsoNamespace, "family_name", FamilyName)),
        Item(LicenceElement.Text(MdocNames.IsoNamespace, "given_name", GivenName)),
        Item(LicenceElements.Birth(Birth)),
        Item(LicenceElements.Expiry(Expiry)),
        Item(LicenceElement.Text(MdocNames.IsoNamespace, "document_number", Number)),
        Item(LicenceElements.Privileges(Classes)),
        Item(LicenceElements.NationalClasses(Classes)),
        Item(LicenceElement.Text(MdocNames.NationalNamespace, "issuing_office_code", Office)),
    ];

    private static PresentedItem Item(LicenceElement element) => new(element.Namespace, element.Identifier, 0, default, element.Value, default);
}
