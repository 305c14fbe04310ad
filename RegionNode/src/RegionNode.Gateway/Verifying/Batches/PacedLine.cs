using RegionNode.Gateway.Parties;

namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>A line whose turn it is. Exactly one of the two is set.</summary>
/// <param name="Line">The line.</param>
/// <param name="Asking">Whose limits it was taken from.</param>
/// <param name="Refused">Why it gets no answer.</param>
internal readonly record struct PacedLine(BatchLine Line, AskingParty? Asking, PartyRefusal? Refused);
