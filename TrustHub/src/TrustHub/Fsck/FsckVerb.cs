using TrustHub.Storage;

namespace TrustHub.Fsck;

/// <summary><c>TrustHub fsck --data DIR</c> walks a hub's database and public folder and prints each violation on a line.</summary>
public static class FsckVerb
{
    /// <summary>Runs the verb.</summary>
    /// <returns>0 when the data is whole, 1 when not, 64 for wrong usage.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (args is not ["--data", var dataDir] || !File.Exists(SqliteHubStore.FileIn(dataDir)))
        {
            error.WriteLine("usage: TrustHub fsck --data DIR, the data folder of a hub that has begun");
            return 64;
        }
        var violations = RepositoryCheck.Violations(dataDir);
        foreach (var violation in violations)
            output.WriteLine(violation);
        output.WriteLine(violations.Count == 0 ? "whole" : $"{violations.Count} violations");
        return violations.Count == 0 ? 0 : 1;
    }
}
