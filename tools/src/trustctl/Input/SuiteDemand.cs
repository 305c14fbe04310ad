using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>The option that sets root's `x-suites`: how many signatures of each suite root and targets need (SPEC.md §4.4).</summary>
internal sealed class SuiteDemand
{
    private readonly Option<string[]> demand = new("--demand") { Description = "SUITE=N: root and targets need N signatures of es256, sm2 or ed25519 too; none ends every demand; else as before" };

    /// <summary>Adds it to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(demand);

    /// <summary>The demand as given; null where nothing was said.</summary>
    public ImmutableSortedDictionary<SignatureAlgorithm, int>? Read(ParseResult parsed)
    {
        if (parsed.GetValue(demand) is not { Length: > 0 } given) return null;
        var suites = ImmutableSortedDictionary<SignatureAlgorithm, int>.Empty;
        return given is ["none"] ? suites : suites.AddRange(given.Select(Pair).DistinctBy(pair => pair.Key));
    }

    private static KeyValuePair<SignatureAlgorithm, int> Pair(string text) =>
        text.Split('=') is [var name, var count] && Enum.TryParse<SignatureAlgorithm>(name, ignoreCase: true, out var suite) && Enum.IsDefined(suite) && !char.IsAsciiDigit(name.FirstOrDefault())
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 16
            ? KeyValuePair.Create(suite, number)
            : throw new UsageException($"--demand {text}: want es256=2, sm2=2 or none");
}
