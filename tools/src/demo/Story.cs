using System.Runtime.InteropServices;
using Demo.Steps;
using Demo.Telling;
using Demo.World;
using TrustList.Testing.Databases;

namespace Demo;

/// <summary>The whole story, from the first ceremony to the last false hub.</summary>
public static class Story
{
    private const int Interrupted = 130;

    /// <summary>Plays it and gives the exit code: 0 only when every step ended as the story says.</summary>
    public static async Task<int> Run(bool json, bool keep, bool full, bool postgres)
    {
        using var ending = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Break(context, ending));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Break(context, ending));
        using var workspace = Workspace.Take(Repository.Root);
        var narrator = new Narrator(json, Console.Out);
        try
        {
            await using var databases = postgres ? await LocalPostgres.StartAsync() : null;
            await using var hubDatabases = databases is null && LocalPostgres.Missing is null ? await LocalPostgres.StartAsync() : null;
            await using var country = new Country(workspace, databases, hubDatabases ?? databases);
            await Play(country, narrator, full, ending.Token);
            if (!json) await Farewell(country, keep, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            if (!keep) workspace.Discard();
            return keep ? Exit(narrator) : Interrupted;
        }

        return Exit(narrator);
    }

    private static async Task Play(Country country, Narrator narrator, bool full, CancellationToken cancel)
    {
        narrator.Say($"A federation on this machine: {(country.Hub.Instances is { } hubs ? $"a hub in {hubs.Count} instances on PostgreSQL" : "one hub")}, six regions, all keys test keys, all drivers examples.\nSimulated clock: it begins on {Country.Beginning:yyyy-MM-dd}. Everything lies below {country.Workspace.Root}{(country.Databases is null ? "" : "; every issuer has its own PostgreSQL database")}");
        var props = new Props();
        var oldHub = country.Workspace.File("false-hub-old");
        foreach (var step in new Foundation(country).Steps) await narrator.Play(step, cancel);
        FalseHub.Record(country.Hub.PublicFolder, oldHub);
        IEnumerable<Step> rest =
        [
            .. new Crossing(country, props).Steps, .. new Nationwide(country, props).Steps, .. new LiveAnswers(country, props).Steps,
            .. new AtTheDesk(country).Steps, .. new UnderStrain(country, full).Steps,
            .. new RealTime(country).Steps, .. new Takeover(country, full).Steps, .. new Applying(country).Steps, .. new LifeOfALicence(country).Steps, .. new Disputing(country).Steps,
            .. new Rotation(country, props).Steps, .. new Joining(country, props).Steps, .. new Moving(country).Steps, .. new RootRotation(country).Steps,
            .. new Emergency(country, props).Steps, .. new Backdating(country).Steps, .. new Strangers(country, props, full).Steps,
            .. new Attacks(country, props, oldHub).Steps, .. new SplitView(country).Steps,
            .. new Certifying(country).Steps,
        ];
        foreach (var step in rest) await narrator.Play(step, cancel);
        narrator.Say(narrator.AllOk ? "\nEvery step ended as the story says." : "\nSome steps did not end as the story says; the logs lie in the folder above.");
    }

    private static async Task Farewell(Country country, bool keep, CancellationToken cancel)
    {
        Console.WriteLine(TryNext.Text(country, keep));
        if (keep) await Task.Delay(Timeout.Infinite, cancel);
    }

    private static int Exit(Narrator narrator) => narrator.AllOk ? 0 : 1;

    private static void Break(PosixSignalContext context, CancellationTokenSource ending)
    {
        context.Cancel = true;
        ending.Cancel();
    }
}
