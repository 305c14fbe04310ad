using System.Text.RegularExpressions;
using TrustList.Format.Log;

namespace TrustHub.Transparency;

/// <summary>Which request paths below <c>/log/</c> are names of files: a closed list of forms.</summary>
internal static partial class LogNames
{
    /// <summary>The public path and media type; null when the name has no such form.</summary>
    public static (string Path, string ContentType)? File(string name) => name switch
    {
        "checkpoint" => (LogPaths.Checkpoint, "text/plain; charset=utf-8"),
        "pending" => (LogPaths.Pending, "text/plain; charset=utf-8"),
        "proof" => (LogPaths.Proof, LogProof.MediaType),
        _ when TileForm().IsMatch(name) => (LogPaths.Folder + name, "application/octet-stream"),
        _ => null,
    };

    // C2SP tlog-tiles: level or "entries", the index in groups of three digits, the width of a partial tile.
    [GeneratedRegex(
        @"\Atile/([0-7]|entries)/(x[0-9]{3}/){0,5}[0-9]{3}(\.p/([1-9][0-9]{0,2}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex TileForm();
}
