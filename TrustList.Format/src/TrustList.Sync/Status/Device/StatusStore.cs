using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>
/// A verifier's status on disk: a device index, what changed since it was written, and the heads and epochs that both rest
/// on. Files are named by their hash, and one manifest is swapped at once: a crash at any point leaves the status before or
/// the status after. One process writes; any number may read. Not thread-safe.
/// </summary>
/// <param name="files">The disk: the folder of the trust list.</param>
public sealed class StatusStore(IFileStore files)
{
    /// <summary>Changes since the index beyond which it is written anew.</summary>
    public const int OverlayChanges = 65_536;

    private const string Folder = "status";
    private const string Current = "status/current.json";

    /// <summary>The store beside the trust list of a folder.</summary>
    public static StatusStore Open(string directory) => new(new DirectoryFileStore(directory));

    /// <summary>Reads and verifies what is stored: every head by its region's key, every epoch by policy, the index by its checksum.</summary>
    /// <param name="trust">The trust list.</param>
    /// <param name="now">Now.</param>
    public StatusLoad Load(TrustState trust, DateTimeOffset now)
    {
        try
        {
            if (files.Read(Current) is not { } bytes)
                return StatusLoad.None(LoadFault.Empty, "no status has been pulled yet");
            return StatusManifest.Read(bytes) is { } manifest
                ? Load(manifest, trust, now)
                : StatusLoad.None(LoadFault.Damaged, Current);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return StatusLoad.None(LoadFault.Damaged, failure.Message);
        }
    }

    /// <summary>Stores what a mirror holds as settled, in the place of what was stored, at once.</summary>
    /// <exception cref="IOException">Not stored, or stored nevertheless: whichever, the store is whole.</exception>
    public void Save(StatusMirror mirror)
    {
        var view = mirror.View;
        var used = new HashSet<string>(StringComparer.Ordinal);

        // 1. The index, where what changed since it is not to be counted or too much; then the overlay and the heads.
        var index = view.IndexName;
        var fresh = index is null || !Exists(index) || NeedsIndex(view);
        if (fresh)
            index = WriteIndex(view);
        used.Add(BlobOf(index!));
        var overlay = Keep(StatusDeltaCodec.Encode(StatusDelta.Concat([.. view.Settled.Select(region =>
            fresh ? new StatusDelta(region.State.Blocks, []) : region.SinceIndex!)])), used);
        var heads = StoredHeads.Of(view).Select(package => Keep(package.Write(), used)).ToImmutableArray();

        // 2. The swap.
        files.Replace(Current, new StatusManifest(index!, overlay, heads).Write());
        if (fresh)
            mirror.CountFrom(index!, view);

        // 3. What the manifest does not name any more. Failing here harms nothing: the next save sweeps again.
        try
        {
            foreach (var name in files.List(Folder).Where(name => name != Current && !used.Contains(name)))
                files.Delete(name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    private StatusLoad Load(StatusManifest manifest, TrustState trust, DateTimeOffset now)
    {
        var heads = new List<StoredHead>();
        foreach (var name in manifest.Heads)
        {
            if (Blob(name) is not { } bytes || StatusPackage.Read(bytes) is not { Ok: true, Value: var package })
                return StatusLoad.None(LoadFault.Damaged, $"{name} is missing or altered");
            if (StoredHeads.Verify(package, trust, now, heads) is { } refusal)
                return StatusLoad.None(LoadFault.NotVerified, refusal);
        }
        heads.Sort((one, other) => string.CompareOrdinal(one.Code, other.Code));
        if (heads.Zip(heads.Skip(1)).FirstOrDefault(pair => pair.First.Code == pair.Second.Code) is { First.Code: { } twice })
            return StatusLoad.None(LoadFault.Damaged, $"{twice} is stored twice");
        if (Blob(manifest.Overlay) is not { } coded || StatusDeltaCodec.Decode(coded) is not { Ok: true, Value: var overlay }
            || overlay.Blocks != heads.Sum(head => head.Blocks))
            return StatusLoad.None(LoadFault.Damaged, "the overlay is missing or altered");
        if (files.Map(BlobOf(manifest.Index)) is not { } file || DeviceIndex.Open(file) is not { } index)
            return StatusLoad.None(LoadFault.Damaged, "the index is missing or altered");
        return new StatusLoad(DeviceStatus.Of(index, manifest.Index, heads, overlay.Split([.. heads.Select(head => head.Blocks)])), null, string.Empty);
    }

    private bool Exists(string index)
    {
        using var file = files.Map(BlobOf(index));
        return file is not null;
    }

    private static bool NeedsIndex(MirrorView view) =>
        view.Settled.Any(region => region.SinceIndex is null) || view.Settled.Sum(region => (long)region.SinceIndex!.Changes.Length) > OverlayChanges;

    private string WriteIndex(MirrorView view)
    {
        var writer = new IndexWriter();
        foreach (var region in view.Settled)
            writer.Add(region.Code, region.State);
        var index = writer.Finish();
        var name = LowerHex.Of(SHA256.HashData(index));
        files.Replace(BlobOf(name), index);
        return name;
    }

    private string Keep(byte[] content, HashSet<string> used)
    {
        var name = LowerHex.Of(SHA256.HashData(content));
        if (used.Add(BlobOf(name)) && Blob(name) is null)
            files.Replace(BlobOf(name), content);
        return name;
    }

    private byte[]? Blob(string name) => files.Read(BlobOf(name)) is { } content && LowerHex.Of(SHA256.HashData(content)) == name ? content : null;

    private static string BlobOf(string name) => $"{Folder}/{name}";
}

/// <summary>What came of loading a device's status.</summary>
/// <param name="Status">The status, or null.</param>
/// <param name="Fault">Why there is none, or null.</param>
/// <param name="Detail">For an operator.</param>
public sealed record StatusLoad(DeviceStatus? Status, LoadFault? Fault, string Detail)
{
    internal static StatusLoad None(LoadFault fault, string detail) => new(null, fault, detail);
}
