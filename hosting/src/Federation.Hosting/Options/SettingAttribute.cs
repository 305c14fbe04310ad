using System.Globalization;

namespace Federation.Hosting.Options;

/// <summary>
/// What an operator must know of a setting beside its meaning, which is the property's comment: its unit, its limits, and whether the
/// program starts without it. The limits are checked wherever the setting is read, and docs/configuration.md is made from the same.
/// </summary>
/// <param name="unit">What the value counts or names: <c>s</c>, <c>requests a second</c>, <c>folder</c>, <c>https address</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string unit) : Attribute
{
    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both allowed.</summary>
    public SettingAttribute(string unit, double least, double most) : this(unit) => (Least, Most) = (least, most);

    /// <summary>What the value counts or names.</summary>
    public string Unit { get; } = unit;

    /// <summary>The least number allowed; null where the value is no number.</summary>
    public double? Least { get; }

    /// <summary>The greatest number allowed; null where the value is no number.</summary>
    public double? Most { get; }

    /// <summary>True where the default is refused, so that the operator must say something.</summary>
    public bool Required { get; init; }

    /// <summary>The limits in words; null without any.</summary>
    public string? Limits => Least is { } least && Most is { } most ? $"{Text(least)} to {Text(most)}" : null;

    /// <summary>Whether a value keeps the limits.</summary>
    internal bool Allows(object? value) =>
        Least is not { } least || Most is not { } most || value is null || Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most;

    private static string Text(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
