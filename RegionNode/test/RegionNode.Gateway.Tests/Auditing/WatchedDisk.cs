using System.Text;
using TrustList.Format.Audit;

namespace RegionNode.Gateway.Tests.Auditing;

/// <summary>A real disk that knows how much of each file was flushed to it: what a failure of power leaves.</summary>
internal sealed class WatchedDisk
{
    private readonly List<WatchedFile> files = [];

    public FileStream Take(string path, FileMode mode)
    {
        var file = new WatchedFile(path, mode);
        lock (files) files.Add(file);
        return file;
    }

    /// <summary>What the check of a trail finds wrong with what was flushed, and its newest entry.</summary>
    public (AuditFinding? Finding, long Last) AfterThePowerFailed()
    {
        var check = new AuditFileCheck(null);
        List<WatchedFile> taken;
        lock (files) taken = [.. files];
        foreach (var file in taken)
            foreach (var line in Encoding.UTF8.GetString(file.Flushed()).Split('\n', StringSplitOptions.RemoveEmptyEntries)) check.Take(Encoding.UTF8.GetBytes(line));
        return (check.Finish(), check.Last);
    }

    private sealed class WatchedFile(string path, FileMode mode) : FileStream(path, new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 })
    {
        private long flushed;

        public override void Flush(bool flushToDisk)
        {
            base.Flush(flushToDisk);
            if (flushToDisk) Interlocked.Exchange(ref flushed, Length);
        }

        public byte[] Flushed()
        {
            using var reader = new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[Interlocked.Read(ref flushed)];
            reader.ReadExactly(bytes);
            return bytes;
        }
    }
}
