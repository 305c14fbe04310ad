using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Witnessing;

/// <summary>What a witness holds an offer against, as it stood at one instant.</summary>
internal sealed record WitnessMemory
{
    /// <summary>The newest tree recorded; null before the first.</summary>
    public WitnessedTree? Last { get; init; }

    /// <summary>The newest of this region's heads that was admitted before the merge delay; 0: none.</summary>
    public long HeadDue { get; init; }

    /// <summary>The newest head signed here.</summary>
    public long HeadNewest { get; init; }

    /// <summary>The hash of a head that was signed here; null: none of that version.</summary>
    public required Func<long, byte[]?> HeadHash { get; init; }

    /// <summary>The newest batch that was admitted before the merge delay; 0: none.</summary>
    public long BatchDue { get; init; }

    /// <summary>The newest batch signed here.</summary>
    public long BatchNewest { get; init; }

    /// <summary>The newest version of the emergency role that was known before the merge delay; 0: none.</summary>
    public long EmergencyDue { get; init; }

    /// <summary>Reads it in one view of the store.</summary>
    internal static WitnessMemory Load(IDurableStore store, WatchedLog log, DateTimeOffset now) => store.Read(db => new WitnessMemory
    {
        Last = WitnessTables.Newest(db, log.Origin),
        HeadDue = ChainTable.NewestAdmitted(db, ChainLanes.Head, now - log.MergeDelay),
        HeadNewest = ChainTable.Newest(db, ChainLanes.Head),
        HeadHash = version => store.Read(later => HeadTable.Find(later, version)?.Hash),
        BatchDue = ChainTable.NewestAdmitted(db, ChainLanes.Issuance, now - log.MergeDelay),
        BatchNewest = ChainTable.Newest(db, ChainLanes.Issuance),
        EmergencyDue = WitnessTables.EmergencyKnown(db, now - log.MergeDelay),
    });
}
