using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Standins.Tests.Hashing;

/// <summary>The one use that YARP makes of System.IO.Hashing: the cookie that names a destination.</summary>
public sealed class YarpAffinityTests
{
    private const string CookieName = "affinity";

    [Fact]
    public async Task Keeps_a_client_with_the_destination_that_its_cookie_names()
    {
        await using var one = await StartAsync(_ => { }, app => app.MapGet("/", () => "one"));
        await using var two = await StartAsync(_ => { }, app => app.MapGet("/", () => "two"));
        await using var proxy = await StartAsync(
            services => services.AddReverseProxy().LoadFromMemory([Route], [ClusterOf(one, two)]),
            app => app.MapReverseProxy());
        var address = new Uri(proxy.Urls.Single());

        var served = new HashSet<string>(StringComparer.Ordinal);
        for (var clients = 0; served.Count < 2; clients++)
        {
            Assert.True(clients < 20, "round robin never came to the other destination");
            served.Add(await ServedOnlyByAsync(address));
        }
    }

    private static RouteConfig Route => new()
    {
        RouteId = "all",
        ClusterId = "both",
        Match = new RouteMatch { Path = "{**rest}" },
    };

    /// <summary>A new client's first answer; the next ones, with its cookie, are the same.</summary>
    private static async Task<string> ServedOnlyByAsync(Uri address)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { Timeout = TestTimes.Patience };
        var first = await client.GetStringAsync(address);
        Assert.Equal(16, Assert.Single(handler.CookieContainer.GetCookies(address)).Value.Length);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(first, await client.GetStringAsync(address));
        }

        return first;
    }

    private static ClusterConfig ClusterOf(WebApplication one, WebApplication two) => new()
    {
        ClusterId = "both",
        LoadBalancingPolicy = "RoundRobin",
        SessionAffinity = new SessionAffinityConfig
        {
            Enabled = true,
            Policy = "HashCookie",
            AffinityKeyName = CookieName,
        },
        Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
        {
            ["one"] = new() { Address = one.Urls.Single() },
            ["two"] = new() { Address = two.Urls.Single() },
        },
    };

    private static async Task<WebApplication> StartAsync(
        Action<IServiceCollection> addServices, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        addServices(builder.Services);
        var application = builder.Build();
        map(application);
        await application.StartAsync();
        return application;
    }
}
