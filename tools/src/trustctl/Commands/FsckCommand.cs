using System.CommandLine;
using System.Globalization;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Trustctl.Commands;

/// <summary>`trustctl fsck DIR`: whether a folder of public files, a hub's or a mirror's, is one whole version.</summary>
internal static class FsckCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that is served: a hub's DATA/public, or a mirror's copy" };
        var command = new Command("fsck", "Walk the trust list of a folder of public files as a client does (status lists are not looked at); print each violation; exit 0 only when whole") { folder };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!));
        return command;
    }

    private static int Run(string folder)
    {
        var repository = Path.Combine(folder, "tuf");
        if (!Directory.Exists(repository)) throw new UsageException($"{folder}: holds no folder tuf");
        var roots = Directory.EnumerateFiles(repository, "*.root.json")
            .Select(file => long.TryParse(Path.GetFileName(file).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Where(version => version > 0).ToList();
        if (roots.Count == 0) throw new UsageException($"{repository}: holds no root");
        var violations = new RepositoryWalk(name => Read(repository, name)).Violations(roots.Min()).ToList();
        if (Read(repository, ConsistentNames.Timestamp) is null) violations.Add("there is no timestamp.json: nothing is served");
        violations.AddRange(Enumerable.Range(0, roots.Count).Where(n => !roots.Contains(roots.Min() + n)).Take(1).Select(n => $"root {roots.Min() + n} is missing: no client gets beyond it"));
        foreach (var violation in violations) Console.WriteLine(violation);
        Console.WriteLine(violations.Count == 0 ? "whole" : $"{violations.Count} violations");
        return violations.Count == 0 ? ExitCode.Accepted : ExitCode.Refused;
    }

    // A name comes from signed metadata, which may be hostile: it stays below the folder.
    private static byte[]? Read(string repository, string name)
    {
        var path = Path.GetFullPath(Path.Combine(repository, name));
        return path.StartsWith(Path.GetFullPath(repository) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
            ? InputFile.Read(path, Limits.MetadataBytes)
            : null;
    }
}
