using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Federation.Hosting.Options;

/// <summary>
/// Settings as they were read, with every error found: an unknown name (a typing error would otherwise be silence),
/// a value that does not convert, a limit (<see cref="SettingAttribute"/>) or a rule of the section that is broken.
/// </summary>
/// <param name="Value">The settings; trustworthy only without errors.</param>
/// <param name="Errors">One line an error, each beginning with the full name of the setting.</param>
/// <typeparam name="T">The section's type: settable (or init) properties with defaults.</typeparam>
public sealed record OptionsReading<T>(T Value, IReadOnlyList<string> Errors) where T : class, IValidatedOptions, new()
{
    /// <summary>Reads a section and never throws for what stands in it.</summary>
    public static OptionsReading<T> Of(IConfiguration configuration, string section)
    {
        var errors = new List<string>();
        var value = new T();
        Fill(value, configuration.GetSection(section), errors);
        var read = errors.Select(Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        errors.AddRange(value.Errors().Select(error => $"{section}:{error}").Where(error => !read.Contains(Name(error))));
        return new OptionsReading<T>(value, errors);
    }

    private static void Fill(object value, IConfigurationSection section, List<string> errors)
    {
        foreach (var setting in section.GetChildren())
        {
            var property = value.GetType().GetProperty(setting.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is null || property.SetMethod is null)
                errors.Add($"{setting.Path}: there is no such setting");
            else if (IsPart(property.PropertyType) && setting.Value is null)
                Fill(property.GetValue(value)!, setting, errors);
            else
                Assign(value, property, setting, errors);
        }
    }

    /// <summary>Settings of their own below this name.</summary>
    private static bool IsPart(Type type) => type.GetProperties().Any(property => property.IsDefined(typeof(SettingAttribute)));

    private static void Assign(object value, PropertyInfo property, IConfigurationSection setting, List<string> errors)
    {
        try
        {
            var read = setting.Get(property.PropertyType, binder => binder.ErrorOnUnknownConfiguration = true);
            if (property.GetCustomAttribute<SettingAttribute>() is { } rule && !rule.Allows(read))
                errors.Add($"{setting.Path}: must be {rule.Limits}, in {rule.Unit}");
            else if (read is not null)
                property.SetValue(value, read);
        }
        catch (InvalidOperationException)
        {
            errors.Add($"{setting.Path}: cannot be read as {property.PropertyType.Name}");
        }
    }

    /// <summary>The setting an error is about: one that did not convert keeps its default, about which a rule would complain again.</summary>
    private static string Name(string error) => error.Split(": ", 2)[0];
}
