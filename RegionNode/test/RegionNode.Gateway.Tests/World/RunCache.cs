using TrustList.Testing.Databases;

namespace RegionNode.Gateway.Tests.World;

/// <summary>The cache of a run's gateways: memory, or the run's Redis where FEDERATION_CACHE says redis.</summary>
internal static class RunCache
{
    private static readonly Lazy<Task<LocalRedis>> Server = new(StartAsync);
    private static int made;

    /// <summary>A gateway's patience with its Redis where a test is not about it: a busy machine's answers count too.</summary>
    internal const int PatientMilliseconds = 2_000;

    internal static bool IsRedis => Environment.GetEnvironmentVariable("FEDERATION_CACHE") == "redis";

    /// <summary>How many instances the gateway under test has: two that share the run's Redis, else one.</summary>
    internal static int Instances => IsRedis ? 2 : 1;

    /// <summary>The run's server.</summary>
    internal static Task<LocalRedis> Redis => Server.Value;

    /// <summary>A prefix that nobody else has.</summary>
    internal static string NewPrefix() => $"test-{Interlocked.Increment(ref made)}:";

    /// <summary>A gateway's settings; instances that share have the same prefix. With memory there are none.</summary>
    internal static async Task<string[]> Settings(string prefix, LocalRedis? own = null)
    {
        if (!IsRedis) return [];
        var server = own ?? await Redis;
        await server.CommandAsync("SET", prefix + "began", "0"); // Its memory reaches back beyond any test: an empty one vouches for nothing at first.
        return
        [
            $"--Gateway:Redis={server.Connection}", $"--Gateway:RedisPasswordFile={server.PasswordFile}", $"--Gateway:RedisPrefix={prefix}",
            $"--Gateway:RedisMilliseconds={PatientMilliseconds}",
        ];
    }

    private static async Task<LocalRedis> StartAsync()
    {
        var server = await LocalRedis.StartAsync("maxmemory 100mb");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        return server;
    }
}
