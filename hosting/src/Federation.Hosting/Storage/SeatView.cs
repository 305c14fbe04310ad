namespace Federation.Hosting.Storage;

/// <summary>Who leads, as the database has it.</summary>
/// <param name="Term">Rises by one with each leader; 0 before the first.</param>
/// <param name="Holder">The name of the instance that took it; empty before the first.</param>
/// <param name="Address">Where it is reached, in its program's own form.</param>
/// <param name="IsFree">Whether its time has run out, by the clock of the database's server.</param>
public sealed record SeatView(long Term, string Holder, string Address, bool IsFree);

/// <summary>A term that began, for the log of who led.</summary>
/// <param name="Term">Its number, from 1.</param>
/// <param name="Holder">The name of the instance.</param>
/// <param name="TakenAt">When, by the clock of the database's server.</param>
public sealed record SeatTerm(long Term, string Holder, DateTimeOffset TakenAt);
