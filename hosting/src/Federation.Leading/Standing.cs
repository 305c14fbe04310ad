namespace Federation.Leading;

/// <summary>Who leads, as this instance knows.</summary>
/// <param name="Leads">Whether it is this one: it alone writes and signs.</param>
/// <param name="Term">The term; 0 where none is known, and for a program that stands alone.</param>
/// <param name="Holder">The name of the leading instance; empty where none is known.</param>
/// <param name="Leader">Where the leader is reached; null where none is known or it is this one.</param>
public sealed record Standing(bool Leads, long Term, string Holder, LeaderAddress? Leader)
{
    /// <summary>The only instance there is.</summary>
    public static readonly Standing Alone = new(Leads: true, 0, "", null);

    /// <summary>Nobody leads that this instance knows of.</summary>
    public static readonly Standing Unknown = new(Leads: false, 0, "", null);
}
