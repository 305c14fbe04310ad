using Federation.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TrustHub.Storage;

namespace TrustHub.Tests.Support;

/// <summary>A store whose look-ups stop until they are released: a disk that hangs.</summary>
public sealed class StuckStore : DelegatingStore, IDisposable
{
    private readonly ManualResetEventSlim _open = new(initialState: true);

    public void Install(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IHubStore>(provider =>
    {
        Inner = new HubStore(provider.GetRequiredService<SqliteDatabase>());
        return this;
    }));

    public void Stick() => _open.Reset();

    public void Release() => _open.Set();

    public override AdmissionRow? FindBytes(AdmissionKind kind, string name, string sha256)
    {
        Assert.True(_open.Wait(TimeSpan.FromMinutes(2)), "never released");
        return base.FindBytes(kind, name, sha256);
    }

    public void Dispose()
    {
        _open.Set();
        (Inner as IDisposable)?.Dispose();
        _open.Dispose();
    }

    protected override T Write<T>(Func<T> write) => write();
}
