namespace Federation.Nation;

/// <summary>What a run found.</summary>
public sealed record NationReport
{
    /// <summary>Regions.</summary>
    public required int Regions { get; init; }

    /// <summary>Entries given out.</summary>
    public required long Entries { get; init; }

    /// <summary>Entries that are not Valid.</summary>
    public required long Exceptions { get; init; }

    /// <summary>Epochs of the log.</summary>
    public required long Epochs { get; init; }

    /// <summary>The first download: everything.</summary>
    public required NationDownload Snapshot { get; init; }

    /// <summary>CPU seconds to encode it.</summary>
    public required double EncodeSeconds { get; init; }

    /// <summary>The downloads of a device that missed so much, ascending.</summary>
    public required IReadOnlyList<NationDownload> Rollups { get; init; }

    /// <summary>Answers compared after all downloads, and how many of them were wrong.</summary>
    public required long Answers { get; init; }

    /// <summary>Wrong answers: none.</summary>
    public required long WrongAnswers { get; init; }
}

/// <summary>One download of a device, by its parts in bytes.</summary>
/// <param name="Name">What the device missed.</param>
/// <param name="Missed">The time that it missed.</param>
/// <param name="Changes">Entries coded.</param>
/// <param name="Entropy">The least that places and values of these entries take on average.</param>
/// <param name="Payload">Snapshots or delta.</param>
/// <param name="Heads">Signed heads.</param>
/// <param name="Others">Hashes of all other heads.</param>
/// <param name="Proof">The log proof.</param>
/// <param name="Total">All of it.</param>
/// <param name="ApplySeconds">CPU seconds for a device to check and apply it.</param>
public sealed record NationDownload(
    string Name, TimeSpan Missed, long Changes, double Entropy, long Payload, long Heads, long Others, long Proof, long Total, double ApplySeconds);
