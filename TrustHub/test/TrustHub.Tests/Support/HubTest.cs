using Microsoft.Extensions.DependencyInjection;

namespace TrustHub.Tests.Support;

/// <summary>A test with a data folder of its own and a clock that it sets.</summary>
public abstract class HubTest : IDisposable
{
    private readonly TestFolder _data = new();

    protected string Data => _data.Path;

    protected ManualClock Clock { get; } = new(Operators.Start);

    protected Task<RunningHub> StartAsync(Action<IServiceCollection>? replace = null, params string[] settings) =>
        RunningHub.StartAsync(Data, Clock, replace, settings);

    public virtual void Dispose()
    {
        _data.Dispose();
        GC.SuppressFinalize(this);
    }
}
