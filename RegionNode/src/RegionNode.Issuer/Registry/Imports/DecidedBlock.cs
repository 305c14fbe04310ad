using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>What comes next of a decided import. Merging it proves first, in its transaction, that the import still stands at <paramref name="After"/>.</summary>
/// <param name="Import">The import.</param>
/// <param name="After">The newest line that is in the registry or refused.</param>
/// <param name="Rows">The lines behind it, in the order of the file; null: none are left.</param>
internal sealed record DecidedBlock(string Import, long After, IReadOnlyList<StagedRow>? Rows)
{
    /// <summary>The last of its lines.</summary>
    internal long Last => Rows is { } rows ? rows[^1].Line : After;

    /// <summary>Whether none of its drivers stands in another block.</summary>
    internal bool IsApartFrom(DecidedBlock other)
    {
        var drivers = Rows!.Select(row => row.Driver).ToHashSet();
        return other.Rows!.All(row => !drivers.Contains(row.Driver));
    }
}
