using System.Collections;
using Federation.Hosting.Clock;
using Federation.Hosting.Telemetry;
using Federation.Hosting.Tls;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Federation.Hosting.Options;

/// <summary>Every section that one program reads: what is not here it does not know. docs/configuration.md is made from it.</summary>
public sealed class SettingSections(params IEnumerable<SettingSection> own) : IEnumerable<SettingSection>
{
    /// <summary>The framework's sections that an operator may use: how much is logged.</summary>
    private static readonly string[] OfFramework = ["Logging"];

    private readonly SettingSection[] all =
    [
        .. own,
        SettingSection.Of<TelemetryOptions>(TelemetryOptions.Section),
        SettingSection.Of<TlsOptions>(TlsOptions.Section),
        SettingSection.Of<RehearsalOptions>(RehearsalOptions.Section),
    ];

    /// <summary>
    /// Every error of every section, and every section on the command line or in a file that nobody reads. In the environment,
    /// which is shared with others, sections of other names are let be.
    /// </summary>
    public IReadOnlyList<string> Errors(IConfiguration configuration) =>
        [.. all.SelectMany(section => section.Errors(configuration)), .. Unknown(configuration).Select(name => $"{name}: there is no such section of settings")];

    /// <summary>Lets nothing of a program begin with a wrong setting.</summary>
    /// <exception cref="StartRefusedException">With every error at once.</exception>
    public void Check(IConfiguration configuration)
    {
        if (Errors(configuration) is { Count: > 0 } errors)
            throw new StartRefusedException(errors);
    }

    /// <inheritdoc/>
    public IEnumerator<SettingSection> GetEnumerator() => all.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<string> Unknown(IConfiguration configuration) => configuration is not IConfigurationRoot root ? [] : root.Providers
        .Where(provider => provider is not (EnvironmentVariablesConfigurationProvider or ChainedConfigurationProvider))
        .SelectMany(provider => provider.GetChildKeys([], null).Where(key => provider.GetChildKeys([], key).Any()))
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Except([.. OfFramework, .. all.Select(section => section.Name)], StringComparer.OrdinalIgnoreCase);
}
