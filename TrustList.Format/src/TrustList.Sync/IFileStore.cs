namespace TrustList.Sync;

/// <summary>
/// The seam to the disk. Names are relative, with forward slashes. Every operation may throw <see cref="IOException"/>
/// and may have happened nevertheless.
/// </summary>
public interface IFileStore
{
    /// <summary>The content of a file, or null where it does not exist.</summary>
    byte[]? Read(string name);

    /// <summary>Writes a new file; once it returns, the content survives a loss of power. A crash may leave a part of it.</summary>
    void Write(string name, ReadOnlyMemory<byte> content);

    /// <summary>Gives a file another name, replacing any file of that name, at once or not at all.</summary>
    void Move(string from, string to);

    /// <summary>Removes a file; nothing happens where it does not exist.</summary>
    void Delete(string name);

    /// <summary>The names of all files in a folder, in any order; none where it does not exist.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>A file to read in place, or null where it does not exist. A disk that cannot map hands out the content.</summary>
    IMappedFile? Map(string name) => Read(name) is { } content ? new MemoryMap(content) : null;
}
