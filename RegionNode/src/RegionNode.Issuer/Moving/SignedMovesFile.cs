using System.Globalization;
using System.Text;
using TrustList.Sync;

namespace RegionNode.Issuer.Moving;

/// <summary>A move that is signed.</summary>
/// <param name="NotAfter">Its deadline.</param>
/// <param name="Origin">The log that may hold it; null: not said.</param>
internal sealed record SignedMove(DateTimeOffset NotAfter, string? Origin);

/// <summary><c>DIR/signed-moves</c>: a line of ASCII each move, with id, deadline, log and a full stop. One process writes it at a time: who holds the database.</summary>
internal sealed class SignedMovesFile(string dataDir) : IDisposable
{
    private const string UnfinishedSuffix = ".new";
    private readonly string path = Path.Combine(dataDir, "signed-moves");
    private FileStream? appending;

    /// <summary>All that stand in it, by their ids; null: there is no file.</summary>
    internal Dictionary<string, SignedMove>? Read()
    {
        if (!File.Exists(path))
            return null;
        var moves = new Dictionary<string, SignedMove>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
        {
            // A line that was cut off belongs to a signature that was not given away.
            if (line.Split(' ') is [{ Length: 32 } id, var seconds, .. var rest, "."] && rest.Length <= 1
                && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && DateTimeOffset.FromUnixTimeSeconds(unix) is var notAfter
                && !(moves.TryGetValue(id, out var before) && before.NotAfter > notAfter)) // Signed again, once the first was over.
                moves[id] = new SignedMove(notAfter, rest is [{ Length: > 0 } origin] ? origin : null);
        }
        return moves;
    }

    /// <summary>Adds a move; on the disk when it returns. The first one makes the file.</summary>
    /// <exception cref="IOException">It is not kept.</exception>
    internal void Append(string id, SignedMove move)
    {
        appending!.Write(Encoding.ASCII.GetBytes(LineOf(id, move)));
        appending.Flush(flushToDisk: true);
    }

    /// <summary>From here on moves can be added; there is a file, if an empty one.</summary>
    internal void Open() => appending = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Puts these moves in the place of all that stand in it: a crash leaves the former file or the new one, whole. Before it is opened to add to.</summary>
    /// <exception cref="IOException">The former one stands.</exception>
    internal void Rewrite(IEnumerable<KeyValuePair<string, SignedMove>> moves)
    {
        var unfinished = path + UnfinishedSuffix;
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            foreach (var (id, move) in moves)
                file.Write(Encoding.ASCII.GetBytes(LineOf(id, move)));
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    public void Dispose() => appending?.Dispose();

    private static string LineOf(string id, SignedMove move) =>
        string.Create(CultureInfo.InvariantCulture, $"\n{id} {move.NotAfter.ToUnixTimeSeconds()} {move.Origin} .\n"); // Whatever a crash cut off ends before it.
}
