using Federation.Hosting.Storage;
using TrustHub.Storage;

namespace TrustHub.Fsck;

/// <summary>The hub that a verb's arguments name: <c>--data DIR</c>, then the hub's own settings of a shared database, there or in the environment.</summary>
internal static class NamedHub
{
    /// <summary>Its settings; null for wrong usage, or where nothing has begun yet.</summary>
    public static HubOptions? Of(IReadOnlyList<string> args)
    {
        if (args is not ["--data", var dataDir, ..] || args.Skip(2).ToArray() is var more && more.Any(word => !word.StartsWith("--Hub:", StringComparison.Ordinal)))
            return null;
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(more).Build().GetSection(HubOptions.Section);
        var options = new HubOptions
        {
            DataDir = dataDir,
            Database = settings[nameof(HubOptions.Database)] ?? "",
            DatabasePasswordFile = settings[nameof(HubOptions.DatabasePasswordFile)] ?? "",
        };
        return options.IsAlone ? File.Exists(HubDatabase.FileIn(dataDir)) ? options : null
            : PostgresPlace.Errors(options.Database).Any() ? null
            : options;
    }
}
