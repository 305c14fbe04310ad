using Federation.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TrustHub.Status;

namespace TrustHub.Tests.Support;

/// <summary>The real store of heads; one write fails, and may have happened all the same.</summary>
public sealed class FaultyStatusStore(CrashMoment moment, int place) : IStatusStore
{
    private IStatusStore? _inner;
    private int _writes;

    public int Writes => _writes;

    private IStatusStore Inner => _inner ?? throw new InvalidOperationException("not installed");

    public void Install(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IStatusStore>(provider =>
    {
        _inner = new StatusStore(provider.GetRequiredService<SqliteDatabase>());
        return this;
    }));

    public HeadRow Append(NewHead head) => Write(() => Inner.Append(head));

    public HeadRow? FindSubmission(string submissionId) => Inner.FindSubmission(submissionId);

    public HeadRow? Find(string region, long version) => Inner.Find(region, version);

    public IEnumerable<HeadRow> After(string region, long version) => Inner.After(region, version);

    public IReadOnlyList<string> Regions() => Inner.Regions();

    public BaseRow? Base(string region) => Inner.Base(region);

    public void Fold(BaseRow row) => Write(() =>
    {
        Inner.Fold(row);
        return true;
    });

    public void Record(EquivocationRow equivocation) => Write(() =>
    {
        Inner.Record(equivocation);
        return true;
    });

    public IReadOnlyList<EquivocationRow> Equivocations() => Inner.Equivocations();

    private T Write<T>(Func<T> write)
    {
        if (Interlocked.Increment(ref _writes) != place)
            return write();
        if (moment == CrashMoment.After)
            write();
        throw new CrashException();
    }
}
