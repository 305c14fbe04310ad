using TrustHub.Leading;
using TrustHub.Storage;

namespace TrustHub.Fsck;

/// <summary><c>TrustHub fsck --data DIR</c> walks a hub's database and public folder and prints each violation on a line.</summary>
public static class FsckVerb
{
    /// <summary>Runs the verb.</summary>
    /// <returns>0 when the data is whole, 1 when not, 64 for wrong usage.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (NamedHub.Of(args) is not { } hub)
        {
            error.WriteLine("usage: TrustHub fsck --data DIR [--Hub:Database=… --Hub:DatabasePasswordFile=FILE], the data folder of a hub that has begun");
            return 64;
        }
        using var database = HubDatabase.OpenToCheck(hub);
        var violations = RepositoryCheck.Violations(database, hub.IsAlone ? new DiskFileStore(hub.PublicDir) : new SharedFileView(database));
        foreach (var violation in violations)
            output.WriteLine(violation);
        output.WriteLine(violations.Count == 0 ? "whole" : $"{violations.Count} violations");
        return violations.Count == 0 ? 0 : 1;
    }
}
