using Microsoft.Extensions.Configuration;

namespace Deploy.Tests.Configuration;

/// <summary>Settings as a program would find them.</summary>
internal static class Reading
{
    internal static IConfiguration Of(IEnumerable<(string Path, string Value)> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Path, (string?)setting.Value))).Build();
}
