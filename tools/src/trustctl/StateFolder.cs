using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Trustctl;

/// <summary>The folder that a verifier keeps: a trust store and the anchor that it rests on.</summary>
internal static class StateFolder
{
    /// <summary>The name under which it holds its anchor.</summary>
    public const string AnchorName = "anchor.root.json";

    /// <summary>
    /// The anchor of a folder: the file given, which is then kept, or the one kept before. Another than the one kept is wrong
    /// usage, and so is no anchor for a new folder.
    /// </summary>
    public static byte[] Anchor(string folder, string? given, string command)
    {
        var kept = Path.Combine(folder, AnchorName);
        if (given is null)
            return File.Exists(kept) ? InputFile.Read(kept, Limits.RootBytes) : throw new UsageException($"The first {command} needs --anchor root.json, obtained by other means than the hub.");
        var root = InputFile.Read(given, Limits.RootBytes);
        if (File.Exists(kept) && !File.ReadAllBytes(kept).AsSpan().SequenceEqual(root))
            throw new UsageException($"{folder} was begun with another anchor; a new anchor needs a new folder.");
        if (File.Exists(folder)) throw new UsageException($"--state {folder}: a file stands there; want a folder");
        if (!MetadataReader.Root(root).Ok) throw new UsageException($"--anchor {given}: no root metadata");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(kept, root);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--state {folder}: {failure.Message}");
        }

        return root;
    }
}
