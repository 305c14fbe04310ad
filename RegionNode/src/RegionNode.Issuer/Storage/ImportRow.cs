namespace RegionNode.Issuer.Storage;

/// <summary>Where an import stands. Numbers are stored.</summary>
internal enum ImportState
{
    /// <summary>Takes data; no reader of the registry sees any of it.</summary>
    Receiving = 0,

    /// <summary>Decided: every line that stands goes into the registry, and nothing takes that back.</summary>
    Merging = 1,

    /// <summary>Every line is in the registry or refused.</summary>
    Finished = 2,

    /// <summary>Given up before it was decided; nothing of it is in the registry.</summary>
    Cancelled = 3,
}

/// <summary>One import: what it is, how far it came.</summary>
internal sealed class ImportRow
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Format { get; init; }
    public required string Encoding { get; init; }
    public required string LetterTable { get; init; }
    public required long State { get; init; }

    /// <summary>Who opened it, as the audit trail names callers.</summary>
    public required string OpenedBy { get; init; }
    public required long CreatedAt { get; init; }
    public required long ChangedAt { get; init; }

    /// <summary>Bytes taken: where the next chunk begins.</summary>
    public long Received { get; init; }

    /// <summary>The beginning of the line that the next chunk goes on with, sealed.</summary>
    public byte[]? Carry { get; init; }
    public long Skipping { get; init; }
    public string? Columns { get; init; }
    public long Lines { get; init; }

    /// <summary>Lines that were checked and staged.</summary>
    public long Staged { get; init; }
    public long Refused { get; init; }

    /// <summary>The newest line that is in the registry or refused.</summary>
    public long MergedLine { get; init; }

    /// <summary>Drivers that were new.</summary>
    public long Added { get; init; }

    /// <summary>Drivers that there were before.</summary>
    public long Replaced { get; init; }

    internal ImportState ImportState => (ImportState)State;
}
