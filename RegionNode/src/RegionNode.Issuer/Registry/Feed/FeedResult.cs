using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Feed;

/// <summary>What became of one event.</summary>
/// <param name="EventId">As given; null where none could be read.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Fault">Why it was refused.</param>
internal sealed record FeedResult(string? EventId, FeedOutcome Outcome, LineFault? Fault = null);
