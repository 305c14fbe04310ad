using TrustHub.Leading;

namespace TrustHub.Feed;

/// <summary>The feed of status as it changes.</summary>
public static class FeedServices
{
    /// <summary>The ring, the watchers, both protocols, and who puts epochs on it.</summary>
    public static void AddFeed(this IServiceCollection services)
    {
        services.AddSingleton(_ => new FeedRing(TimeProvider.System.GetUtcNow()));
        services.AddSingleton<FeedWatchers>().AddSingleton<SseFeed>();
        services.AddLed<EpochAnnouncer>();
    }

    /// <summary>Maps the gRPC stream on the nodes' listener and <c>/state/feed</c> on the public one.</summary>
    public static void MapFeed(this IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<StatusFeedService>().RequireLeader();
        routes.MapGet("/state/feed", (HttpContext context, SseFeed feed) => feed.AnswerAsync(context)).RequireLeader();
    }
}
