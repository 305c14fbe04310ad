using System.Text;

namespace Federation.Hosting.Backups;

/// <summary>
/// The file <c>restored</c> in a data folder: what lies beside it came from a backup, and others may have seen more than it
/// knows. The program signs nothing before it was compared with them, and takes the mark away then.
/// </summary>
public sealed class RestoredMark(string dataDir)
{
    /// <summary>Its name.</summary>
    public const string Name = "restored";

    private readonly string _path = Path.Combine(dataDir, Name);

    /// <summary>Whether it stands.</summary>
    public bool Stands => File.Exists(_path);

    /// <summary>Puts it; on the disk when this returns.</summary>
    public void Put(string text) => DurableFile.Write(_path, Encoding.UTF8.GetBytes(text));

    /// <summary>Takes it away.</summary>
    public void Remove()
    {
        File.Delete(_path);
        DurableFile.SyncFolder(Path.GetDirectoryName(_path)!);
    }
}
