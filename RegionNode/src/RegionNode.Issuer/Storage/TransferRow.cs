using RegionNode.Issuer.Moving;

namespace RegionNode.Issuer.Storage;

/// <summary>One move as stored, on this side.</summary>
internal sealed record TransferRow
{
    public long Seq { get; init; }

    /// <summary>32 hexadecimal digits, the same on both sides.</summary>
    public required string Id { get; init; }
    public required MoveSide Side { get; init; }
    public required MoveState State { get; init; }

    /// <summary>The other region.</summary>
    public required string Other { get; init; }

    /// <summary>Whose; on the new side <see cref="NoDriver"/> until the dossier came.</summary>
    public required DriverKey Driver { get; init; }
    public required long OpenedAt { get; init; }

    /// <summary>In: the new office, JSON.</summary>
    public string? Office { get; init; }

    /// <summary>In: the private key that opens the dossier, opened.</summary>
    public byte[]? SealingKey { get; init; }

    /// <summary>The new side's signed request, as it was sent or came.</summary>
    public byte[]? Acceptance { get; init; }

    /// <summary>The record's bytes.</summary>
    public byte[]? Record { get; init; }

    /// <summary>Out: this side's signature, as it was given away.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>The record with both signatures.</summary>
    public byte[]? Signed { get; init; }

    /// <summary>Out: as sealed for the other region. In: as it counts here, checked. Gone once the move is decided.</summary>
    public byte[]? Dossier { get; init; }

    /// <summary>Out: what hides the file number in the record; who shows it is the old region.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>Out: the licence that ends.</summary>
    public long? Entry { get; init; }

    /// <summary>The log that may hold it: the one that policy named when this side signed, or one that was shown to go on with it.</summary>
    public string? Origin { get; init; }

    /// <summary>The size of that log's witnessed tree when this side signed: no epoch before it can hold the record.</summary>
    public long? LogFrom { get; init; }

    /// <summary>The record's deadline.</summary>
    public long? NotAfter { get; init; }

    /// <summary>The epoch that holds it.</summary>
    public long? LoggedEpoch { get; init; }

    /// <summary>The time of that epoch: since then the new region speaks of the driver.</summary>
    public long? LoggedTime { get; init; }

    /// <summary>When this side learnt that the log holds it.</summary>
    public long? LoggedAt { get; init; }

    /// <summary>In: 1 where it counts here and the old side has not said yet what it recorded last.</summary>
    public long Owed { get; init; }
    public string? Reason { get; init; }

    /// <summary>The proof that the log holds it. What it says is done here once <see cref="State"/> says so.</summary>
    public byte[]? Proof { get; init; }
    public long? DecidedAt { get; init; }

    /// <summary>When the log held it.</summary>
    internal DateTimeOffset HappenedAt => (LoggedTime ?? throw new InvalidOperationException("not in the log")).Instant();

    /// <summary>Stands where no driver is known.</summary>
    internal static readonly DriverKey NoDriver = new("");
}
