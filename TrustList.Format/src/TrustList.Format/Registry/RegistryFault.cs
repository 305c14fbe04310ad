namespace TrustList.Format.Registry;

/// <summary>Why a registry document, or its step from one version to the next, is refused (SPEC.md §5.5). A closed list.</summary>
public enum RegistryFault
{
    /// <summary>Not the document's syntax; the detail carries the decoding fault.</summary>
    Malformed,

    /// <summary>A code that is not six digits of GB/T 2260.</summary>
    BadRegionCode,

    /// <summary>Two records with one identity: region, agreement, certificate or key.</summary>
    DuplicateRecord,

    /// <summary>One IACA certificate is pinned for two regions.</summary>
    IacaSharedByRegions,

    /// <summary>Two regions claim one issuing office.</summary>
    TerritoriesOverlap,

    /// <summary>A territory that does not hold its own region's code, or an exception outside its prefixes.</summary>
    BadTerritory,

    /// <summary>Dates out of order.</summary>
    DatesOutOfOrder,

    /// <summary>A history that goes back in time or is empty where it must not be.</summary>
    HistoryOutOfOrder,

    /// <summary>A state that may not follow the state before it.</summary>
    IllegalTransition,

    /// <summary>A compromise without the instant from which to distrust, or the instant without a compromise.</summary>
    DistrustWithoutCompromise,

    /// <summary>A certificate or key that cannot be read, or does not match what the record says of it.</summary>
    BadKeyMaterial,

    /// <summary>An algorithm that policy does not allow.</summary>
    AlgorithmNotAllowed,

    /// <summary>A policy that says nothing for a purpose or a status value, or something impossible.</summary>
    IncompletePolicy,

    /// <summary>A document of one region that speaks for another.</summary>
    WrongRegion,

    /// <summary>An IACA certificate that the registry does not pin for the region.</summary>
    IacaNotPinned,

    /// <summary>A document type that the registry does not allow the region.</summary>
    DocTypeNotAllowed,

    /// <summary>A key that may sign for longer than the registry allows.</summary>
    SigningLifeTooLong,

    /// <summary>A certificate whose country or state is not the region's.</summary>
    CertificateElsewhere,

    /// <summary>An address that is not absolute, of another scheme, or that carries more than a path.</summary>
    BadAddress,

    /// <summary>A record of the version before is gone.</summary>
    RecordDropped,

    /// <summary>A record of the version before was loosened or changed in what may not change.</summary>
    RecordLoosened,

    /// <summary>Entries of a history were changed or taken away.</summary>
    HistoryRewritten,

    /// <summary>A new key that may sign sooner than 48 hours after its publication.</summary>
    NoticeTooShort,

    /// <summary>An emergency notice that lapses too late, reaches too far back, or names what does not exist.</summary>
    NoticeOutOfBounds,
}

/// <summary>A refusal: which rule, and where.</summary>
/// <param name="Fault">The rule broken.</param>
/// <param name="Detail">The record and value concerned; no personal data occurs in these documents.</param>
public sealed record RegistryRefusal(RegistryFault Fault, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Fault}: {Detail}";
}
