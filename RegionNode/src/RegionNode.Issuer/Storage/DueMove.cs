using RegionNode.Issuer.Moving;

namespace RegionNode.Issuer.Storage;

/// <summary>A move with which something is to be done now, as far as it is known without opening anything sealed.</summary>
internal sealed record DueMove
{
    public required string Id { get; init; }

    /// <summary>The other region.</summary>
    public required string Other { get; init; }
    public required long Side { get; init; }
    public required long State { get; init; }

    /// <summary>1 where the log holds it.</summary>
    public required long Logged { get; init; }

    /// <summary>1 where the log that may hold it was read past its deadline.</summary>
    public required long Passed { get; init; }

    /// <summary>1 where the other side's last word is still owed.</summary>
    public required long Owed { get; init; }

    /// <summary>In: 1 where the key is here that opens a dossier.</summary>
    public required long HasKey { get; init; }

    /// <summary>1 where the dossier is here.</summary>
    public required long HasDossier { get; init; }

    /// <summary>When it was asked for or accepted.</summary>
    public required long OpenedAt { get; init; }

    /// <summary>When this side learnt that the log holds it.</summary>
    public long? LoggedAt { get; init; }

    internal bool IsIn => Side == (long)MoveSide.In;

    internal bool IsSigned => State is (long)MoveState.Prepared or (long)MoveState.Submitted;
}
