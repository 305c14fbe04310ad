using System.Net;
using Grpc.Core;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>The node under test, which dies once at a write and is started again as soon as that is seen.</summary>
internal sealed class MortalNode(FarRegion far, string act, bool afterCommit)
{
    private FaultyStore? fault;

    internal bool Revived { get; private set; }

    /// <summary>From here on it dies at the next write of that name.</summary>
    internal async Task ArmAsync()
    {
        await far.Near.StopIssuerAsync();
        await far.Near.StartIssuerAsync(real => fault = new FaultyStore(real, act, 1, afterCommit));
        await far.Near.ReadyAsync();
        far.Believe();
    }

    /// <summary>Does something until it is done, over its death.</summary>
    internal Task DoAsync(Func<Task<bool>> work, string what) => Eventually.TrueAsync(async () =>
    {
        await ReviveAsync();
        try
        {
            return await work();
        }
        catch (Exception e) when (e is HttpRequestException or RpcException or CrashException or System.Text.Json.JsonException)
        {
            return false;
        }
    }, what);

    /// <summary>The same for a call to its office.</summary>
    internal Task CallAsync(Func<MovingDesk, Task<Answer>> call, string what) => DoAsync(async () =>
    {
        using var desk = new MovingDesk(far.Near);
        return (await call(desk)).Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted;
    }, what);

    private async Task ReviveAsync()
    {
        if (Revived || fault is not { Crashed: true })
            return;
        Revived = true;
        await far.Near.StopIssuerAsync();
        await far.Near.StartIssuerAsync();
        await far.Near.ReadyAsync();
        far.Believe();
    }
}
