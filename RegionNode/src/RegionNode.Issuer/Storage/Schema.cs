using Federation.Hosting.Storage;
using RegionNode.Issuer.Storage.Migrations;

namespace RegionNode.Issuer.Storage;

/// <summary>The migrations, one file each. A released one never changes. Instants are Unix milliseconds, UTC.</summary>
internal static class Schema
{
    /// <summary>In order; the first has number 1.</summary>
    internal static readonly IReadOnlyList<Migration> Migrations =
    [
        FirstTables.Step,
        ListSigners.Step,
        HeadsAndBatches.Step,
        DriverKeys.Step,
        AuditTrails.Step,
        IdempotentAnswers.Step,
        StoredPhotos.Step,
        LifeEvents.Step,
        ImportsAndFeed.Step,
        LicenceRefreshes.Step,
        OfficeApplications.Step,
        Transfers.Step,
        DisputesOfStatus.Step,
        ImportBlocks.Step,
        OutboxIndices.Step,
        DisputeReporters.Step,
        ActsAndStatements.Step,
        ImportBlocksUncompressed.Step,
        DueDays.Step,
        ApplicationEndings.Step,
        TransfersOfTheLog.Step,
        TransfersByLog.Step,
        PhotosOnHold.Step,
        IdCards.Step,
        DatesOfImports.Step,
        ImportBlocksOfAPage.Step,
        StatusChangesWithoutReasons.Step,
        Forgotten.Step,
    ];
}
