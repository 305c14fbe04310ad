namespace TrustHub.Storage;

/// <summary>The public files, to be walked.</summary>
public interface IShownFiles
{
    /// <summary>Every file, also what an interrupted write left behind.</summary>
    IEnumerable<string> List();

    /// <summary>The bytes of a file; null when it is absent.</summary>
    byte[]? Read(string path);
}
