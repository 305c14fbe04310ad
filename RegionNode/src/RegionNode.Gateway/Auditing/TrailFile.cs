using System.Globalization;
using TrustList.Format.Audit;
using TrustList.Sync;

namespace RegionNode.Gateway.Auditing;

/// <summary>
/// The newest file of the trail, opened for appending by this process alone. What <see cref="Append"/> returned from is on the disk; what
/// it threw at is taken back before the next write, so that the file always ends with a whole entry. One thread uses it.
/// </summary>
internal sealed class TrailFile : IDisposable
{
    private const byte LineFeed = (byte)'\n';
    private const int NumberDigits = 20;
    private const string Ending = ".ndjson";
    private readonly FileStream _stream;
    private readonly Func<string, FileMode, FileStream> _take;
    private long _good;

    private TrailFile(FileStream stream, Func<string, FileMode, FileStream> take, long good, long last, ReadOnlyMemory<byte> hash) =>
        (_stream, _take, _good, Last, Hash) = (stream, take, good, last, hash);

    /// <summary>The number of the newest entry; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>Its hash.</summary>
    public ReadOnlyMemory<byte> Hash { get; private set; }

    /// <summary>Its length.</summary>
    public long Length => _good;

    /// <summary>
    /// Opens the newest file of a folder, or begins the first. What a crash cut off was never answered for and goes: the end of a line, or
    /// a file without an entry.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="take">Takes a file: <see cref="Take"/>, or a disk that a test watches.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="InvalidDataException">The newest entry is not what its hash says: nothing is added to a damaged chain.</exception>
    public static TrailFile Open(string folder, Func<string, FileMode, FileStream> take)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending).OrderDescending(StringComparer.Ordinal).ToList())
        {
            if (OfNewestEntry(path, take) is { } file) return file;
            File.Delete(path);
        }

        DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        return new TrailFile(take(PathOf(folder, 1), FileMode.CreateNew), take, 0, 0, AuditEntry.NoPrevious).Named(folder);
    }

    /// <summary>The file after this one; this one is closed once that is open.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public TrailFile Next(string folder)
    {
        var next = new TrailFile(_take(PathOf(folder, Last + 1), FileMode.Create), _take, 0, Last, Hash).Named(folder);
        Dispose();
        return next;
    }

    /// <summary>Makes entries durable.</summary>
    /// <exception cref="FileNotFoundException">The file was taken away, replaced, or cut off: none of them counts.</exception>
    /// <exception cref="IOException">The disk refuses: none of them counts.</exception>
    public void Append(ReadOnlySpan<byte> lines, long last, ReadOnlyMemory<byte> hash)
    {
        // Without its name it would go on taking entries that nobody finds again; cut off, it would get zeros for what was answered for.
        var length = _stream.Length;
        if (length < _good || !IsNamed(length)) throw new FileNotFoundException($"{_stream.Name} was taken away, replaced or cut off");
        if (length > _good) _stream.SetLength(_good);
        _stream.Seek(_good, SeekOrigin.Begin);
        _stream.Write(lines);
        _stream.Flush(flushToDisk: true);
        if (!IsNamed(_good + lines.Length)) throw new FileNotFoundException($"{_stream.Name} was replaced");
        (_good, Last, Hash) = (_good + lines.Length, last, hash);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // Another file under its name does not grow with it.
    private bool IsNamed(long length) => new FileInfo(_stream.Name) is { Exists: true } named && named.Length == length;

    private TrailFile Named(string folder)
    {
        try
        {
            DirectorySync.Flush(folder);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static string PathOf(string folder, long first) => Path.Combine(folder, first.ToString(new string('0', NumberDigits), CultureInfo.InvariantCulture) + Ending);

    /// <summary>Takes a file of the disk: nobody else writes it.</summary>
    public static FileStream Take(string path, FileMode mode) =>
        new(path, new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 });

    private static TrailFile? OfNewestEntry(string path, Func<string, FileMode, FileStream> take)
    {
        var stream = take(path, FileMode.Open);
        try
        {
            if (NewestEntry(stream) is { } newest)
                return new TrailFile(stream, take, newest.Good, newest.Line.Entry!.Seq, newest.Line.Hash);
            stream.Dispose();
            return null;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // It is on the last whole line; a line is far shorter than the window.
    private static (AuditLine Line, long Good)? NewestEntry(FileStream stream)
    {
        const int window = 64 * 1024;
        var tail = new byte[Math.Min(window, stream.Length)];
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        var end = Array.LastIndexOf(tail, LineFeed);
        if (end < 0) return stream.Length < window ? null : throw new InvalidDataException("no line ends where the trail ends");
        var begin = end == 0 ? 0 : Array.LastIndexOf(tail, LineFeed, end - 1) + 1;
        var line = AuditLine.Read(tail.AsSpan(begin, end - begin));
        return line is { Ok: true, Value.Entry: { } entry } && entry.Hash().Span.SequenceEqual(line.Value.Hash.Span)
            ? (line.Value, stream.Length - tail.Length + end + 1)
            : throw new InvalidDataException("the newest entry of the trail is damaged");
    }
}
