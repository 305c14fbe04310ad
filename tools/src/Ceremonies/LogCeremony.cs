using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>Drafts policy's member <c>log</c> (SPEC.md §12.8).</summary>
public static class LogCeremony
{
    /// <summary>The log, its witnesses and their quorum.</summary>
    /// <param name="origin">The log's name.</param>
    /// <param name="log">The hub's log key.</param>
    /// <param name="witnesses">The regions' witness keys.</param>
    /// <param name="quorum">How many must cosign; null: <see cref="Quorum"/>.</param>
    public static LogPolicy Policy(string origin, PublicKey log, IReadOnlyCollection<(string Region, PublicKey Key)> witnesses, int? quorum = null) => new()
    {
        Origin = origin,
        Key = log,
        Witnesses = [.. witnesses.Select(witness => Witness.Of(origin, witness.Region, witness.Key))],
        Quorum = quorum ?? Quorum(witnesses.Count),
    };

    /// <summary>
    /// More than (n + f) / 2 of n witnesses, f of which may be faulty: f is the largest number below a third, so that two views
    /// cannot both gather it.
    /// </summary>
    public static int Quorum(int witnesses) => ((witnesses + ((witnesses - 1) / 3)) / 2) + 1;
}
