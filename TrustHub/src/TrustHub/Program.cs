using Federation.Hosting;
using Federation.Hosting.Backups;
using Federation.Hosting.Health;
using Federation.Leading;
using Federation.Hosting.Limits;
using Federation.Hosting.Options;
using Federation.Hosting.Problems;
using Federation.Hosting.Telemetry;
using TrustHub;
using TrustHub.Admission;
using TrustHub.Feed;
using TrustHub.Fsck;
using TrustHub.Inception;
using TrustHub.Leading;
using TrustHub.Publishing;
using TrustHub.Serving;
using TrustHub.Status;
using TrustHub.Storage;
using TrustHub.Transparency;
using TrustHub.Watching;

return args switch
{
    ["incept", .. var rest] => InceptVerb.Run(rest, Console.Out, Console.Error),
    ["fsck", .. var rest] => FsckVerb.Run(rest, Console.Out, Console.Error),
    ["events", .. var rest] => EventsVerb.Run(rest, Console.Out, Console.Error),
    [BackupVerb.Backup or BackupVerb.Restore, ..] => BackupVerb.Run(args, HubBackup.Of, TimeProvider.System, Console.Out, Console.Error),
    [FederationHost.CheckVerb, .. var rest] => await FederationHost.CheckAsync(rest, HubSettings.All),
    _ => await TrustHubApplication.RunAsync(args),
};

namespace TrustHub
{
    /// <summary>The hub, room by room.</summary>
    public static class TrustHubApplication
    {
        /// <summary>Runs the hub; an instance that lost its lead begins anew.</summary>
        public static async Task<int> RunAsync(string[] args)
        {
            int code;
            do
            {
                Environment.ExitCode = 0;
                code = await FederationHost.RunAsync(() =>
                {
                    var builder = FederationHost.CreateBuilder(args, HubSettings.All);
                    builder.AddTrustHub();
                    var app = builder.Build();
                    app.MapTrustHub();
                    return app;
                });
            }
            while (code == Deposition.ExitCode);
            return code;
        }

        /// <summary>Adds every room. The order of the hosted services is the order of the start: begin, then publish, then listen.</summary>
        public static void AddTrustHub(this WebApplicationBuilder builder)
        {
            builder.Services.AddValidatedOptions<HubOptions>(HubOptions.Section);
            builder.AddHubListeners();
            builder.AddFederationTelemetry("hub");
            builder.Services.AddStorage(builder.Configuration.ReadOptions<HubOptions>(HubOptions.Section).IsAlone);
            builder.Services.AddAdmission();
            builder.Services.AddLed<Beginning>();
            builder.Services.AddStatus();
            builder.Services.AddFeed();
            builder.Services.AddTransparency();
            builder.Services.AddPublishing();
            builder.Services.AddServing();
            builder.Services.AddWatching();
            builder.AddLeading();
        }

        /// <summary>Maps both interfaces, each to its own listener.</summary>
        public static void MapTrustHub(this WebApplication app)
        {
            app.UseFederationProblems();
            app.UseNoCompressedMessages();
            app.UseListenerSeparation();
            app.UseLeader();
            app.UseUnreadableMessageRefusals();
            app.MapAdmission();
            app.MapTransparency();
            app.MapPublicFiles();
            app.MapStates();
            app.MapFeed();
            app.MapFederationHealth();
        }
    }
}
