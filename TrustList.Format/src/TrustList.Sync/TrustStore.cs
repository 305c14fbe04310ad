using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Sync;

/// <summary>
/// The client's state on disk (SPEC.md §5.9): files named by their hash, and one manifest that is swapped at once.
/// A crash at any point leaves the state before or the state after. One process writes, through one instance; any
/// number may read. Not thread-safe.
/// </summary>
/// <param name="files">The disk.</param>
public sealed class TrustStore(IFileStore files)
{
    private const string Current = "current.json";
    private const string Next = "current.new";
    private const string Folder = "blobs";

    /// <summary>Files that this process read or wrote whole. What merely lies there may be damaged, and is written again.</summary>
    private readonly HashSet<string> whole = new(StringComparer.Ordinal);

    /// <summary>The store in a folder, which is made at the first write where it does not exist.</summary>
    public static TrustStore Open(string directory) => new(new DirectoryFileStore(directory));

    /// <summary>Reads what is stored.</summary>
    internal (StoredTrust? Trust, LoadFault? Fault, string Detail) Read()
    {
        try
        {
            var before = files.Read(Current);
            if (before is null)
                return (null, LoadFault.Empty, "no sync has succeeded yet");
            var (trust, detail) = ReadAll(before);
            // A writer may have swapped the manifest and swept the files in between: then the new one is whole.
            if (trust is null && files.Read(Current) is { } after && !after.AsSpan().SequenceEqual(before))
                (trust, detail) = ReadAll(after);
            return (trust, trust is null ? LoadFault.Damaged : null, detail);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, LoadFault.Damaged, failure.Message);
        }
    }

    /// <summary>Stores a state in the place of the one before, at once.</summary>
    /// <exception cref="IOException">Not stored, or stored nevertheless: whichever, the store is whole.</exception>
    internal void Write(StoredTrust trust)
    {
        // 1. Every content not known to be there.
        var used = new HashSet<string>(StringComparer.Ordinal);
        var manifest = Manifest.Write(trust, content =>
        {
            var hash = LowerHex.Of(SHA256.HashData(content.Span));
            var name = $"{Folder}/{hash}";
            if (used.Add(name) && !whole.Contains(name))
            {
                files.Replace(name, content);
                whole.Add(name);
            }
            return hash;
        });

        // 2. The swap.
        files.Write(Next, manifest);
        files.Move(Next, Current);

        // 3. What no manifest names any more. Failing here harms nothing: the next write sweeps again.
        try
        {
            foreach (var name in files.List(Folder).Where(name => !used.Contains(name)))
            {
                whole.Remove(name);
                files.Delete(name);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    private (StoredTrust? Trust, string Detail) ReadAll(byte[] manifest)
    {
        var missing = string.Empty;
        var read = Manifest.Read(manifest, hash =>
        {
            var name = $"{Folder}/{hash}";
            var content = LowerHex.IsOf(hash, SHA256.HashSizeInBytes) ? files.Read(name) : null;
            if (content is not null && LowerHex.Of(SHA256.HashData(content)) == hash)
            {
                whole.Add(name);
                return content;
            }
            whole.Remove(name);
            missing = $"{hash} is missing or altered";
            return default;
        });
        return !read.Ok ? (null, $"{read.Fault}: {read.Detail}") : missing.Length > 0 ? (null, missing) : (read.Value, string.Empty);
    }
}
