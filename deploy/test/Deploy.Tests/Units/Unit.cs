using TrustList.Testing;

namespace Deploy.Tests.Units;

/// <summary>A service's unit file, read as systemd does: lines of the form Name=Value below a section, comments apart.</summary>
internal sealed class Unit
{
    private readonly ILookup<string, string> lines;

    private Unit(string file) => (File, lines) = (file, System.IO.File.ReadLines(file).Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#').ToLookup(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal));

    /// <summary>Where it is.</summary>
    internal string File { get; }

    /// <summary>The values of a name, in the file's order.</summary>
    internal IEnumerable<string> this[string name] => lines[name];

    /// <summary>The unit of a service: hub, issuer, gateway.</summary>
    internal static Unit Of(string service) => new(Path.Combine(RepositoryPaths.Root!, "deploy", "systemd", $"federation-{service}.service"));
}
