using System.Globalization;

namespace Federation.Nation;

/// <summary>How large a nation, and where the chart goes.</summary>
/// <param name="Fraction">Of its 499 million entries.</param>
/// <param name="Regions">How many regions share them.</param>
/// <param name="Svg">The chart's file; null for none.</param>
public sealed record NationOptions(double Fraction = 1, int Regions = NationOptions.AllRegions, string? Svg = null)
{
    /// <summary>31 provinces and 333 cities.</summary>
    public const int AllRegions = 364;

    /// <summary>Reads the arguments; null for what is not understood.</summary>
    public static NationOptions? Read(ReadOnlySpan<string> args)
    {
        var options = new NationOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--fraction" && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var fraction) && fraction is > 0 and <= 1)
                options = options with { Fraction = fraction };
            else if (args[i] == "--regions" && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var regions) && regions is >= NationPlan.Provinces and <= AllRegions)
                options = options with { Regions = regions };
            else if (args[i] == "--svg")
                options = options with { Svg = args[i + 1] };
            else
                return null;
        }
        return args.Length % 2 == 0 ? options : null;
    }
}
