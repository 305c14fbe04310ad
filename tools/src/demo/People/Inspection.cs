using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.People;

/// <summary>Desks in several regions that ask without rest about licences of which everything is known, and hold each verdict against that.</summary>
public sealed class Inspection(Country country, IReadOnlyList<Region> acceptors)
{
    private readonly ConcurrentDictionary<string, int> told = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> wrong = new();
    private ImmutableList<WatchedLicence> licences = [];
    private int asked;

    /// <summary>How long after its acknowledgement a suspension or revocation may be unknown elsewhere.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a lift may be: a milder status counts with its witnessed epoch alone.</summary>
    public TimeSpan Lifted { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Verdicts that cannot be right, each with what was known.</summary>
    public IReadOnlyCollection<string> Wrong => wrong;

    /// <summary>How often each outcome, with its reason where there is one, was told; "Unanswered" where none came.</summary>
    public IReadOnlyDictionary<string, int> Told => told;

    /// <summary>The licences asked about.</summary>
    public IReadOnlyList<WatchedLicence> Licences => licences;

    /// <summary>Asks about this one too from now on.</summary>
    public void Add(WatchedLicence licence) => ImmutableInterlocked.Update(ref licences, all => all.Add(licence));

    /// <summary>Asks one acceptor's gateway and judges the verdict.</summary>
    public async Task<JsonNode> AskAsync(Region acceptor, WatchedLicence licence, string purpose, bool live, CancellationToken cancel)
    {
        var before = TimeProvider.System.GetTimestamp();
        var verdict = await country.Ask(acceptor, licence.Phone.Present("desk.test"), purpose, live, cancel);
        Judge(acceptor.Code, licence, verdict, before, live);
        return verdict;
    }

    /// <summary>Holds a verdict against what is known.</summary>
    /// <param name="who">Who gave it.</param>
    /// <param name="licence">About what.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="before">When the question was put.</param>
    /// <param name="live">Whether a live answer was asked for.</param>
    public void Judge(string who, WatchedLicence licence, JsonNode verdict, long before, bool live)
    {
        var word = verdict.Reason().Length > 0 ? $"{verdict.Outcome()} ({verdict.Reason()})" : verdict.Outcome();
        told.AddOrUpdate(word, 1, (_, count) => count + 1);
        if (!licence.MayBe(verdict.Outcome(), before, TimeProvider.System.GetTimestamp(), Window, Lifted))
            wrong.Enqueue($"{who} said {word} of a licence of {licence.Home.NameEn} ({licence.History}), {(live ? "live" : "offline")}: {verdict.ToJsonString()}");
    }

    /// <summary>Asks until it is told to stop: every acceptor, every licence, live and offline in turn.</summary>
    public async Task WorkAsync(TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var all = licences;
            var n = Interlocked.Increment(ref asked);
            try
            {
                if (all.Count > 0) await AskAsync(acceptors[n % acceptors.Count], all[n / acceptors.Count % all.Count], n % 7 == 0 ? "rental" : "roadside", n % 2 == 0, stop);
            }
            catch (Exception unanswered) when (unanswered is HttpRequestException or IOException or InvalidOperationException or OperationCanceledException)
            {
                if (!stop.IsCancellationRequested) told.AddOrUpdate("Unanswered", 1, (_, count) => count + 1);
            }
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
