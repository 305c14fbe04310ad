using TrustList.Format.Audit;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Auditing;

/// <summary>What the trail keeps of one question (SPEC.md §15.9): nothing of the licence or its holder.</summary>
internal abstract record TrailRow
{
    /// <summary>Stands for what there is not.</summary>
    protected const string Nothing = "-";

    /// <summary>When it was answered or refused.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked: <see cref="Parties.AskingParty.Name"/>.</summary>
    public required string Party { get; init; }

    /// <summary>For which purpose.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>For which acceptor region.</summary>
    public required string Acceptor { get; init; }

    /// <summary>The trace that it belongs to; null where there is none.</summary>
    public string? TraceId { get; init; }

    /// <summary>What was done.</summary>
    protected abstract string Act { get; }

    /// <summary>More on it.</summary>
    protected abstract string What { get; }

    /// <summary>The entry of the trail.</summary>
    /// <param name="seq">Its number.</param>
    /// <param name="previous">The hash of the entry before.</param>
    public AuditEntry Entry(long seq, ReadOnlyMemory<byte> previous) => new(
        seq, DateTimeOffset.FromUnixTimeMilliseconds(At.ToUnixTimeMilliseconds()), Party, Purpose.ToString().ToLowerInvariant(), Act, "",
        What is { Length: > AuditEntry.MaxText } what ? what[..AuditEntry.MaxText] : What, previous);
}
