namespace TrustList.Format.Registry;

/// <summary>One entry of a history: from <paramref name="Since"/> on, this state holds, for this reason.</summary>
/// <param name="State">The state entered.</param>
/// <param name="Since">UTC, whole seconds. Entries of one history never go back in time.</param>
/// <param name="Reason">One line for people, 1 to 500 characters.</param>
public sealed record StateChange<TState>(TState State, DateTimeOffset Since, string Reason)
    where TState : struct, Enum;
