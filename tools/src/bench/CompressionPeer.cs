using System.Diagnostics;
using System.IO.Compression;
using TrustList.Format.Status;
using TrustList.Testing.Peers;

namespace Federation.Bench;

/// <summary>A general compressor over the dense array of 4 bits an entry, as a Token Status List holds it.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Pack">Bytes after packing lists of 2^20 entries.</param>
internal sealed record CompressionPeer(string Name, Func<IReadOnlyList<StatusList>, long> Pack)
{
    /// <summary>Those at hand; what is missing is named on standard error.</summary>
    public static IReadOnlyList<CompressionPeer> Find(bool alone)
    {
        if (alone)
            return [];
        var peers = new List<CompressionPeer> { new("zlib (status list)", Zlib), new("brotli 11", Brotli) };
        if (PeerProcess.Find("xz") is { } xz)
            peers.Add(new("xz -9e", lists => Xz(xz, lists)));
        else
            Console.Error.WriteLine("bench: xz is left out (Debian: xz-utils)");
        return peers;
    }

    private static long Zlib(IReadOnlyList<StatusList> lists) => lists.Sum(list => (long)list.Deflate().Length);

    private static long Brotli(IReadOnlyList<StatusList> lists)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            Write(lists, brotli);
        return packed.Length;
    }

    private static long Xz(string program, IReadOnlyList<StatusList> lists)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-9e", "-c", "-T1"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var length = Task.Run(() => Length(process.StandardOutput.BaseStream));
        Write(lists, process.StandardInput.BaseStream);
        process.StandardInput.Close();
        process.WaitForExit();
        return length.Result;
    }

    private static void Write(IReadOnlyList<StatusList> lists, Stream output)
    {
        var bytes = new byte[StatusSpace.BlockEntries / 2];
        foreach (var list in lists)
        {
            for (var at = 0; at < bytes.Length; at++)
                bytes[at] = (byte)(list[2 * at] | list[2 * at + 1] << 4);
            output.Write(bytes);
        }
    }

    private static long Length(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var (length, read) = (0L, 0);
        while ((read = stream.Read(buffer)) > 0)
            length += read;
        return length;
    }
}
