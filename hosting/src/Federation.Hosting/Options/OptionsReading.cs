using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Federation.Hosting.Options;

/// <summary>
/// Settings as they were read, with every error found: an unknown name (a typing error would otherwise be silence),
/// a value that does not convert, a rule of the section that is broken.
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
        foreach (var setting in configuration.GetSection(section).GetChildren())
        {
            var property = typeof(T).GetProperty(setting.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is null || property.SetMethod is null)
                errors.Add($"{setting.Path}: there is no such setting");
            else
                Assign(value, property, setting, errors);
        }
        var read = errors.Select(Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        errors.AddRange(value.Errors().Select(error => $"{section}:{error}").Where(error => !read.Contains(Name(error))));
        return new OptionsReading<T>(value, errors);
    }

    private static void Assign(T value, PropertyInfo property, IConfigurationSection setting, List<string> errors)
    {
        try
        {
            var read = setting.Get(property.PropertyType, binder => binder.ErrorOnUnknownConfiguration = true);
            if (read is not null)
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
