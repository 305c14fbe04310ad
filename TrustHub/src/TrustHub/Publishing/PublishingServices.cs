using Federation.Hosting;
using Federation.Hosting.Clock;
using TrustHub.Leading;

namespace TrustHub.Publishing;

/// <summary>Adds the room that holds the signing keys.</summary>
public static class PublishingServices
{
    /// <summary>The keys, the publisher and its health.</summary>
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton(Keys);
        services.AddLed<Publisher>();
        services.AddHealthChecks().AddLedCheck<PublishingHealth>("publishing");
    }

    /// <summary>A rehearsal with a real key could sign what real clients accept, at a time that never was.</summary>
    private static HubKeys Keys(IServiceProvider provider)
    {
        var dataDir = provider.GetRequiredService<HubOptions>().DataDir;
        if (provider.GetRequiredService<TimeProvider>().IsSimulated() && KeyFolder.NotMarkedTest(dataDir).ToList() is { Count: > 0 } real)
            throw new StartRefusedException([.. real.Select(file => $"Rehearsal:Clock is set and {file} is not marked as a test key (make keys with 'incept --test')")]);
        return HubKeys.Load(dataDir);
    }
}
