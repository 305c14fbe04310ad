using Federation.Hosting;
using Federation.Hosting.Storage;
using Federation.Leading;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Instances;

/// <summary>
/// One of several issuers of a region on one database. It stands by and forwards everything to the one that leads, until the seat is
/// free and its own; then it becomes the issuer, and nothing that it does differs from one that stands alone. What keeps a former
/// leader from writing is the owner's token in the database, which each transaction reads. Deposed, it stands by again with nothing
/// in memory.
/// </summary>
internal static class SeveralInstances
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Runs until SIGTERM, or a start is refused.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        int code;
        do
            code = await FederationHost.GuardAsync(() => OnceAsync(args));
        while (code == Deposition.ExitCode);
        return code;
    }

    private static async Task<int> OnceAsync(string[] args)
    {
        await using var standby = Standby.Build(args);
        await standby.StartAsync();
        await using var seat = await standby.TakeSeatAsync();
        if (seat is null)
            return 0;
        if (await OpenAsync(standby, seat) is not { } database)
            return Deposition.ExitCode;
        var settings = standby.Services.GetRequiredService<NodeOptions>();
        var code = await FederationHost.RunAsync(() =>
        {
            var builder = FederationHost.CreateBuilder(args, IssuerSettings.All).AddIssuer(database);
            builder.Services.AddSingleton(new Leadership(new Standing(Leads: true, seat.Term, settings.Instance, null)));
            builder.Services.AddHealthChecks().AddCheck<LeadingHealth>("leading");
            builder.Services.AddHostedService(provider => new Deposed(seat, provider.GetRequiredService<IHostApplicationLifetime>()));
            builder.Services.AddHostedService(_ => new StandbyEnd(standby)); // The last: then this one listens.
            return builder.Build().MapIssuer();
        });
        return seat.Over.IsCancellationRequested ? Deposition.ExitCode : code;
    }

    /// <summary>The database as its owner; null where another program has it still, or it is away: then this one stands by again.</summary>
    private static async Task<IssuerDatabase?> OpenAsync(Standby standby, HeldSeat seat)
    {
        try
        {
            return IssuerDatabase.Open(standby.Services.GetRequiredService<DatabasePlace>() with { Term = seat.Term, Over = seat.Over });
        }
        catch (Exception e) when (e is StartRefusedException { MayPass: true } or DatabaseTakenException || StorageFault.Is(e))
        {
            standby.NotOpened(seat.Term, e is StartRefusedException ? e.Message : StorageFault.CodeOf(e) ?? e.Message);
            await Task.Delay(Again);
            return null;
        }
    }
}
