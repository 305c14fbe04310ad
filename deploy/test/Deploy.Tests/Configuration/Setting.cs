using System.Collections;
using System.Globalization;
using System.Reflection;
using Federation.Hosting.Options;

namespace Deploy.Tests.Configuration;

/// <summary>One setting of a program as its options type declares it.</summary>
/// <param name="Path">Its full name: <c>Hub:Inception:Allow</c>.</param>
/// <param name="Property">Where it is declared.</param>
/// <param name="Default">What it is when nobody says anything.</param>
/// <param name="Section">The section it belongs to.</param>
public sealed record Setting(string Path, PropertyInfo Property, object? Default, SettingSection Section)
{
    /// <summary>Unit, limits, and whether it must be said; null where its author forgot.</summary>
    public SettingAttribute? Rule => Property.GetCustomAttribute<SettingAttribute>();

    /// <summary>Every setting of a program, in the order of its sections and declarations.</summary>
    public static IReadOnlyList<Setting> Of(SettingSections sections) => [.. sections.SelectMany(section => Of(section.Name, section.Defaults, section))];

    /// <summary>The default in words; null where there is none.</summary>
    public string? DefaultText() => Default switch
    {
        _ when Rule!.Required => "none: must be set",
        null => null,
        "" => "empty",
        bool yes => yes ? "true" : "false",
        string text => $"`{text}`",
        IEnumerable many => many.Cast<object>().Any() ? null : "none",
        IFormattable number => number.ToString(number is double ? null : "#,0", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static IEnumerable<Setting> Of(string path, object values, SettingSection section) =>
        values.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null).SelectMany(property =>
            property.PropertyType.GetProperties().Any(inner => inner.IsDefined(typeof(SettingAttribute)))
                ? Of($"{path}:{property.Name}", property.GetValue(values)!, section)
                : [new Setting($"{path}:{property.Name}", property, property.GetValue(values), section)]);
}
