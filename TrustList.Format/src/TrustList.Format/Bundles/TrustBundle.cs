using TrustList.Format.Encoding;

namespace TrustList.Format.Bundles;

/// <summary>
/// <c>trust.bundle</c> (SPEC.md §9): the files that a hub served at one moment, in one file, for machines that are never
/// online. Holding one that was read proves its form alone: every path is plain, none occurs twice, nothing is beyond its
/// limit. What the files say is verified as if they had come from the hub.
/// </summary>
public sealed class TrustBundle
{
    /// <summary>What stands first in every bundle.</summary>
    public const string Format = "trust-bundle/1";

    /// <summary>Below this lies the repository, as on the hub.</summary>
    public const string Repository = "tuf/";

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> files;

    internal TrustBundle(DateTimeOffset syncedAt, SortedDictionary<string, ReadOnlyMemory<byte>> files) => (SyncedAt, this.files) = (syncedAt, files);

    /// <summary>When the machine that wrote it last heard from the hub. For people: nobody signed it.</summary>
    public DateTimeOffset SyncedAt { get; }

    /// <summary>Every path, in the order of the file.</summary>
    public IReadOnlyCollection<string> Paths => files.Keys;

    /// <summary>Makes a bundle of files by their paths below the hub's address.</summary>
    /// <returns>A failure where a path or a size is beyond what a reader takes.</returns>
    public static Decoded<TrustBundle> Of(DateTimeOffset syncedAt, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        var sorted = new SortedDictionary<string, ReadOnlyMemory<byte>>(BundlePath.Order);
        foreach (var (path, content) in files)
        {
            if (BundlePath.Check(path) is { } fault)
                return Decoded<TrustBundle>.Fail(fault, path);
            if (content.Length > Limits.BundleFileBytes)
                return Decoded<TrustBundle>.Fail(DecodeFault.TooLarge, path);
            if (!sorted.TryAdd(path, content))
                return Decoded<TrustBundle>.Fail(DecodeFault.DuplicateKey, path);
        }
        if (sorted.Count > Limits.BundleFiles)
            return Decoded<TrustBundle>.Fail(DecodeFault.TooMany, $"{sorted.Count} files");
        // The instant as a reader will see it.
        var whole = new DateTimeOffset(syncedAt.UtcTicks - syncedAt.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var bundle = new TrustBundle(whole, sorted);
        return BundleForm.Length(bundle) <= Limits.BundleBytes
            ? Decoded<TrustBundle>.Of(bundle)
            : Decoded<TrustBundle>.Fail(DecodeFault.TooLarge, $"more than {Limits.BundleBytes} bytes");
    }

    /// <summary>Whether a path can stand in a bundle (SPEC.md §9.1).</summary>
    public static bool CanHold(string path) => BundlePath.Check(path) is null;

    /// <summary>Reads a bundle without copying: the bytes must not change afterwards.</summary>
    public static Decoded<TrustBundle> Read(ReadOnlyMemory<byte> bytes) => BundleForm.Read(bytes);

    /// <summary>The file; the same bundle gives the same bytes.</summary>
    public byte[] Write() => BundleForm.Write(this);

    /// <summary>Looks a file up.</summary>
    public bool TryFind(string path, out ReadOnlyMemory<byte> content) => files.TryGetValue(path, out content);

    internal IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Files => files;
}
