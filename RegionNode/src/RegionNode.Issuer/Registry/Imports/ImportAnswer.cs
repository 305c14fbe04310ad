using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>What became of a call about an import. A closed list.</summary>
internal enum ImportOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>No import of that id.</summary>
    NoSuchImport,

    /// <summary>It takes no more data, or is decided.</summary>
    Closed,

    /// <summary>The data does not begin where the last ended: the import says where.</summary>
    WrongOffset,

    /// <summary>The header lacks columns.</summary>
    HeaderRefused,

    /// <summary>More lines are refused than the caller allows.</summary>
    TooManyRefused,

    /// <summary>Another import is open.</summary>
    AnotherOpen,
}

/// <summary>The outcome, with the import as it is now.</summary>
/// <param name="Outcome">What became of the call.</param>
/// <param name="Import">As recorded; null where there is none.</param>
/// <param name="Detail">More, for people.</param>
internal sealed record ImportAnswer(ImportOutcome Outcome, ImportRow? Import = null, string? Detail = null);
