namespace Federation.TufClient;

/// <summary>The command line of theupdateframework/tuf-conformance (its CLIENT-CLI.md): options first, then one command.</summary>
internal sealed record CommandLine
{
    public const string Usage =
        """
        tuf-client --metadata-dir DIR init TRUSTED_ROOT
        tuf-client --metadata-dir DIR --metadata-url URL refresh
        tuf-client --metadata-dir DIR --metadata-url URL --target-name PATH... --target-base-url URL --target-dir DIR download
        """;

    public string Command { get; private init; } = string.Empty;

    public string MetadataDirectory { get; private init; } = string.Empty;

    public Uri? MetadataUrl { get; private init; }

    public Uri? TargetUrl { get; private init; }

    public string TargetDirectory { get; private init; } = string.Empty;

    public IReadOnlyList<string> TargetNames { get; private init; } = [];

    public string TrustedRoot { get; private init; } = string.Empty;

    /// <summary>Reads it, or null where it is not one of the three commands with all that each needs.</summary>
    public static CommandLine? Parse(ReadOnlySpan<string> arguments)
    {
        var line = new CommandLine();
        while (arguments is [{ } option and ['-', '-', ..], { } value, ..])
        {
            if (line.With(option, value) is not { } next)
                return null;
            line = next;
            arguments = arguments[2..];
        }
        line = arguments switch
        {
            ["init", var root] => line with { Command = "init", TrustedRoot = root },
            ["refresh"] => line with { Command = "refresh" },
            ["download"] => line with { Command = "download" },
            _ => line,
        };
        return line.IsComplete ? line : null;
    }

    private bool IsComplete => MetadataDirectory.Length > 0 && Command switch
    {
        "init" => true,
        "refresh" => MetadataUrl is not null,
        "download" => MetadataUrl is not null && TargetUrl is not null && TargetDirectory.Length > 0 && TargetNames.Count > 0,
        _ => false,
    };

    private CommandLine? With(string option, string value) => option switch
    {
        "--metadata-dir" => this with { MetadataDirectory = value },
        "--metadata-url" => Uri.TryCreate(value, UriKind.Absolute, out var url) ? this with { MetadataUrl = url } : null,
        "--target-base-url" => Uri.TryCreate(value, UriKind.Absolute, out var url) ? this with { TargetUrl = url } : null,
        "--target-dir" => this with { TargetDirectory = value },
        "--target-name" => this with { TargetNames = [.. TargetNames, value] },
        _ => null,
    };
}
