using Microsoft.Extensions.Configuration;

namespace Federation.Hosting.Options;

/// <summary>A section of settings that a program reads: its name, the type that knows its settings, and how it is checked.</summary>
public sealed class SettingSection
{
    private readonly Func<IConfiguration, IReadOnlyList<string>> errors;

    private SettingSection(string name, object defaults, Func<IConfiguration, IReadOnlyList<string>> check) => (Name, Defaults, errors) = (name, defaults, check);

    /// <summary>The section's name.</summary>
    public string Name { get; }

    /// <summary>The settings as they are when nobody says anything.</summary>
    public object Defaults { get; }

    /// <summary>The section of these options.</summary>
    public static SettingSection Of<T>(string name) where T : class, IValidatedOptions, new() =>
        new(name, new T(), configuration => OptionsReading<T>.Of(configuration, name).Errors);

    /// <summary>Every error of the section, each beginning with the full name of the setting.</summary>
    public IReadOnlyList<string> Errors(IConfiguration configuration) => errors(configuration);
}
