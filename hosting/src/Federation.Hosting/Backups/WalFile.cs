using System.Buffers.Binary;

namespace Federation.Hosting.Backups;

/// <summary>
/// What a SQLite database has committed and not yet moved into its main file (sqlite.org/fileformat2.html §4): a header, then frames of one
/// page each, the last of a transaction marked. Frames behind the end are left over from before and have another salt.
/// </summary>
/// <param name="Header">The 32 bytes of the header; they name the salt of this generation.</param>
/// <param name="End">Where the newest committed frame ends.</param>
internal sealed record WalFile(byte[] Header, long End)
{
    internal const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int SaltAt = 16, SaltBytes = 8, PageSizeAt = 8, CommitAt = 4, FrameSaltAt = 8;

    /// <summary>Names the generation.</summary>
    internal ulong Salt => BinaryPrimitives.ReadUInt64BigEndian(Header.AsSpan(SaltAt, SaltBytes));

    /// <summary>The length of a frame.</summary>
    internal int FrameBytes => FrameHeaderBytes + (int)BinaryPrimitives.ReadUInt32BigEndian(Header.AsSpan(PageSizeAt));

    /// <summary>Reads where the committed frames end; null: there is nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="salt">A generation.</param>
    /// <param name="from">Where its frames are known to be committed up to: looked at from there.</param>
    internal static WalFile? Read(FileStream file, ulong salt, long from)
    {
        var header = new byte[HeaderBytes];
        if (file.Length < HeaderBytes || file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            return null;
        var wal = new WalFile(header, HeaderBytes);
        var (at, end) = wal.Salt == salt ? (from, from) : (HeaderBytes, HeaderBytes);
        var frame = new byte[FrameHeaderBytes];
        while (at + wal.FrameBytes <= file.Length)
        {
            file.Position = at;
            file.ReadExactly(frame);
            if (!frame.AsSpan(FrameSaltAt, SaltBytes).SequenceEqual(header.AsSpan(SaltAt, SaltBytes)))
                break;
            at += wal.FrameBytes;
            if (BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(CommitAt)) != 0)
                end = at;
        }
        return wal with { End = end };
    }
}
