namespace RegionNode.Gateway.Tests.Auditing;

/// <summary>A real disk that stops at a flush for as long as a test wants.</summary>
internal sealed class HeldDisk : IDisposable
{
    private readonly ManualResetEventSlim _free = new(initialState: true);

    public void Hold() => _free.Reset();

    public void LetGo() => _free.Set();

    public FileStream Take(string path, FileMode mode) => new HeldFile(path, mode, _free);

    public void Dispose() => _free.Dispose();

    private sealed class HeldFile(string path, FileMode mode, ManualResetEventSlim free)
        : FileStream(path, new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 })
    {
        public override void Flush(bool flushToDisk)
        {
            if (flushToDisk) free.Wait();
            base.Flush(flushToDisk);
        }
    }
}
