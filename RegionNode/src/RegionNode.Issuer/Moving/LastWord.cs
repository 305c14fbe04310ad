namespace RegionNode.Issuer.Moving;

/// <summary>What the old side says of the driver once the move has happened there.</summary>
/// <param name="Dossier">The record as it stands there, with what was recorded since it signed; null: not said.</param>
/// <param name="IsFinal">Whether asking again brings nothing more.</param>
internal sealed record LastWord(Dossier? Dossier, bool IsFinal)
{
    /// <summary>There will be none.</summary>
    internal static readonly LastWord None = new(null, IsFinal: true);

    /// <summary>Not yet.</summary>
    internal static readonly LastWord Later = new(null, IsFinal: false);
}
