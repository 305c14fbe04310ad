namespace TrustList.Sync;

/// <summary>Writing on any disk so that a name never stands for a part of a content.</summary>
internal static class FileStoreWrites
{
    private const string Unfinished = ".new";

    /// <summary>Puts a content in a file's place, at once or not at all.</summary>
    /// <exception cref="IOException">Not done, or done nevertheless.</exception>
    internal static void Replace(this IFileStore files, string name, ReadOnlyMemory<byte> content)
    {
        files.Write(name + Unfinished, content);
        files.Move(name + Unfinished, name);
    }
}
