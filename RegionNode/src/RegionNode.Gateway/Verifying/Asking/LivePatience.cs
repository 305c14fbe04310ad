using System.Collections.Frozen;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>How long a home region's answer is waited for, over all its endpoints, for each purpose.</summary>
internal static class LivePatience
{
    /// <summary>
    /// The longest at the roadside: of the two seconds that the whole check may take, the rest is for the checks around it.
    /// </summary>
    public static readonly TimeSpan MostAtTheRoadside = TimeSpan.FromSeconds(1.8);

    // What comes after a home region's answer (a second look at the licence, the trail) has the rest of the two seconds.
    private static readonly TimeSpan AnsweredAtTheRoadside = TimeSpan.FromSeconds(1.9);
    private static readonly TimeSpan TooLittle = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>Of every purpose: as set, else by default.</summary>
    public static FrozenDictionary<Purpose, TimeSpan> Of(AskingOptions options) =>
        Enum.GetValues<Purpose>().ToFrozenDictionary(purpose => purpose, purpose => SetFor(options, purpose) ?? Default(purpose));

    /// <summary>
    /// What is left of a purpose's patience where the caller has waited already; null where that is too little to ask anybody. At the
    /// roadside alone the whole check is promised in two seconds: what it took until now is taken off.
    /// </summary>
    public static TimeSpan? Left(Purpose purpose, TimeSpan patience, TimeSpan passed)
    {
        var left = AnsweredAtTheRoadside - passed;
        return purpose is not Purpose.Roadside || left >= patience ? patience : left >= TooLittle ? left : null;
    }

    /// <summary>What is wrong with the settings, one line an error.</summary>
    public static IEnumerable<string> Errors(IReadOnlyDictionary<string, TimeSpan> settings)
    {
        foreach (var (name, patience) in settings)
            if (PurposeOf(name) is not { } purpose) yield return $"Patience:{name}: there is no such purpose";
            else if (MostFor(purpose) is var most && (patience < Least || patience > most)) yield return $"Patience:{name}: must be {Least:g} to {most:g}";
    }

    // Someone stands at the roadside or a counter; a contract or an employment is not decided in a second.
    private static TimeSpan Default(Purpose purpose) => purpose switch
    {
        Purpose.Roadside => MostAtTheRoadside,
        Purpose.Insurance or Purpose.Employment => TimeSpan.FromSeconds(5),
        _ => TimeSpan.FromSeconds(3),
    };

    private static TimeSpan MostFor(Purpose purpose) => purpose is Purpose.Roadside ? MostAtTheRoadside : Most;

    private static TimeSpan? SetFor(AskingOptions options, Purpose purpose)
    {
        foreach (var (name, patience) in options.Patience)
            if (PurposeOf(name) == purpose) return patience;
        return null;
    }

    private static Purpose? PurposeOf(string name)
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
            if (purpose.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)) return purpose;
        return null;
    }
}
