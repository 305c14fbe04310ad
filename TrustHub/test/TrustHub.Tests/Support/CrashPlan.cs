using Federation.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TrustHub.Storage;
using TrustHub.Transparency;

namespace TrustHub.Tests.Support;

/// <summary>Where in a write the process dies.</summary>
public enum CrashMoment
{
    /// <summary>Nothing of it happened.</summary>
    Before,

    /// <summary>Half of a file lies there under its unfinished name; of a transaction, nothing.</summary>
    InTheMiddle,

    /// <summary>It happened, but nobody was told.</summary>
    After,
}

/// <summary>The process is dead.</summary>
public sealed class CrashException() : IOException("crashed, by plan");

/// <summary>Counts the writes of both stores, dies at one of them, and lets nothing happen after.</summary>
public sealed class CrashPlan(CrashMoment moment, int place)
{
    private readonly Lock _gate = new();

    public bool Crashed { get; private set; }

    /// <summary>How many writes there were.</summary>
    public int Writes { get; private set; }

    public void Install(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IHubStore>(provider =>
            new CrashingStore(new HubStore(provider.GetRequiredService<SqliteDatabase>()), this)));
        services.Replace(ServiceDescriptor.Singleton<ILogStore>(provider =>
            new CrashingLogStore(new LogStore(provider.GetRequiredService<SqliteDatabase>()), this)));
        services.Replace(ServiceDescriptor.Singleton<IFileStore>(provider =>
            new CrashingFiles(provider.GetRequiredService<HubOptions>().PublicDir, this)));
    }

    /// <summary>Does a write, or dies.</summary>
    public T Write<T>(Func<T> write, Action half)
    {
        lock (_gate)
        {
            if (Crashed)
                throw new CrashException();
            if (++Writes != place)
                return write();
            Crashed = true;
            if (moment == CrashMoment.After)
                write();
            if (moment == CrashMoment.InTheMiddle)
                half();
            throw new CrashException();
        }
    }

    private sealed class CrashingStore : DelegatingStore, IDisposable
    {
        private readonly CrashPlan _plan;

        public CrashingStore(IHubStore inner, CrashPlan plan) => (Inner, _plan) = (inner, plan);

        public void Dispose() => (Inner as IDisposable)?.Dispose();

        protected override T Write<T>(Func<T> write) => _plan.Write(write, () => { });
    }

    private sealed class CrashingLogStore(ILogStore inner, CrashPlan plan) : DelegatingLogStore(inner)
    {
        protected override T Write<T>(Func<T> write) => plan.Write(write, () => { });
    }

    private sealed class CrashingFiles(string root, CrashPlan plan) : IFileStore
    {
        private readonly DiskFileStore _inner = new(root);

        public void WriteImmutable(string path, ReadOnlyMemory<byte> bytes) =>
            Write(path, _inner.Read(path) is null ? bytes : (ReadOnlyMemory<byte>?)null, () => _inner.WriteImmutable(path, bytes));

        public void Replace(string path, ReadOnlyMemory<byte> bytes) => Write(path, bytes, () => _inner.Replace(path, bytes));

        public void RemoveFolder(string path)
        {
            if (Directory.Exists(Path.Combine(root, path)))
                Write(path, bytes: null, () => _inner.RemoveFolder(path));
        }

        public byte[]? Read(string path) => _inner.Read(path);

        /// <param name="path">The file.</param>
        /// <param name="bytes">What comes to lie under the unfinished name; null where the file is there already and nothing is written.</param>
        /// <param name="write">The whole write.</param>
        private void Write(string path, ReadOnlyMemory<byte>? bytes, Action write) => plan.Write(
            () =>
            {
                write();
                return true;
            },
            () =>
            {
                if (bytes is not { } whole)
                    return;
                var unfinished = Path.Combine(root, path) + DiskFileStore.UnfinishedSuffix;
                Directory.CreateDirectory(Path.GetDirectoryName(unfinished)!);
                File.WriteAllBytes(unfinished, whole[..(whole.Length / 2)].ToArray());
            });
    }
}
