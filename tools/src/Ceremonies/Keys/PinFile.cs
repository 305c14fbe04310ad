namespace Federation.Ceremonies;

/// <summary>
/// A PIN where OpenSSL's engine reads it while a key is opened, in a folder of this process alone: in memory where the system has a
/// place for that. Gone when disposed.
/// </summary>
internal sealed class PinFile : IDisposable
{
    private const string MemoryFolder = "/dev/shm";
    private readonly DirectoryInfo folder;

    public PinFile(string pin)
    {
        folder = Directory.Exists(MemoryFolder)
            ? Directory.CreateDirectory($"{MemoryFolder}/pin-{Environment.ProcessId}-{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8))}", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
            : Directory.CreateTempSubdirectory("pin-");
        Path = System.IO.Path.Combine(folder.FullName, "pin");
        File.WriteAllText(Path, pin);
    }

    public string Path { get; }

    public void Dispose() => folder.Delete(recursive: true);
}
