namespace RegionNode.Issuer.Storage;

/// <summary>What became of a photo. The numbers stand in the database.</summary>
internal enum ReviewState
{
    /// <summary>Nobody has decided.</summary>
    Waiting = 0,

    /// <summary>It became the licence photo.</summary>
    Approved = 1,

    /// <summary>Refused with reasons.</summary>
    Refused = 2,
}

/// <summary>One photo to be reviewed, without its image.</summary>
internal sealed record ReviewRow
{
    public long Seq { get; init; }
    public required string Id { get; init; }
    public required string Application { get; init; }
    public required DriverKey Driver { get; init; }
    public required long Source { get; init; }
    public long? TakenDay { get; init; }
    public required long SubmittedAt { get; init; }
    public required long Deadline { get; init; }
    public required long Basis { get; init; }
    public long State { get; init; }
    public string? Reviewer { get; init; }
    public string? Lease { get; init; }
    public long? LeaseUntil { get; init; }
    public long? DecidedAt { get; init; }

    /// <summary>Codes of reasons, a space between them.</summary>
    public string? Reasons { get; init; }
}
