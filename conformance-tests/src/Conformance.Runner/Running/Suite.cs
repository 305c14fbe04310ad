using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Conformance.Adapters;
using Conformance.Cases;
using TrustList.Testing;

namespace Conformance.Running;

/// <summary>
/// Plays cases with an adapter: first those that must be accepted, then those that differ from one of them by one change. A case
/// whose twin did not pass is not played: it is INCONCLUSIVE.
/// </summary>
public sealed class Suite(SuiteOptions options)
{
    private readonly ConcurrentDictionary<string, CaseResult> results = new(StringComparer.Ordinal);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private int hangs;

    /// <summary>The suite's version.</summary>
    public static string Version { get; } = typeof(Suite).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Told of each case as it ends.</summary>
    public Action<CaseResult>? Progress { get; init; }

    /// <summary>Given what was asked in each case that passed; null: nobody takes it down.</summary>
    internal Action<Vectors.Vector>? Record { get; init; }

    /// <summary>Given the folder for the adapter's state after each case that was played; null: nobody looks.</summary>
    internal Action<ConformanceCase, string>? Left { get; init; }

    /// <summary>What was last said by the first adapter, once a run is over: where it does not start, why not.</summary>
    public ImmutableArray<WireLine> LastWords { get; private set; } = [];

    /// <summary>Where twins are found.</summary>
    public Func<string, ConformanceCase?> Find { get; init; } = Catalogue.Find;

    /// <summary>Plays the cases that an option or profile chooses, and their twins.</summary>
    /// <param name="cases">The chosen ones.</param>
    /// <returns>Who answered, and a result for each, by id. Null where the adapter does not say who it is.</returns>
    public async Task<(AdapterIdentity Adapter, ImmutableArray<CaseResult> Results)> RunAsync(IEnumerable<ConformanceCase> cases)
    {
        var chosen = WithTwins(cases.Where(found => options.Only.IsEmpty || options.Only.Any(start => found.Id.StartsWith(start, StringComparison.Ordinal)))).ToList();
        var folder = Directory.CreateTempSubdirectory("conformance-").FullName;
        var sessions = Enumerable.Range(0, options.Jobs).Select(i => new AdapterSession(options.Command, Path.Combine(folder, $"{i}"), options.EachLine, Version)).ToList();
        try
        {
            await sessions[0].StartAsync(StartPatience * options.Patience);
            await PlayAsync(sessions, chosen.Where(found => found.Twin is null));
            await PlayAsync(sessions, chosen.Where(found => found.Twin is not null));
            await Task.WhenAll(sessions.Select(session => session.ByeAsync()));
            return (sessions[0].Identity!, [.. results.Values.OrderBy(result => result.Case.Id, StringComparer.Ordinal)]);
        }
        finally
        {
            LastWords = [.. sessions[0].Wire().TakeLast(10)];
            sessions.ForEach(session => session.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The seed of a case: its own, or its twin's.</summary>
    internal static ulong SeedOf(ulong seed, ConformanceCase found) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed:x16} {found.Twin ?? found.Id}")));

    private IEnumerable<ConformanceCase> WithTwins(IEnumerable<ConformanceCase> cases) => cases
        .SelectMany(found => found.Twin is { } twin ? [Find(twin) ?? throw new InvalidOperationException($"{found.Id} has no twin {twin}"), found] : new[] { found })
        .DistinctBy(found => found.Id).OrderBy(found => found.Id, StringComparer.Ordinal);

    private async Task PlayAsync(List<AdapterSession> sessions, IEnumerable<ConformanceCase> cases)
    {
        var waiting = new ConcurrentQueue<ConformanceCase>(cases);
        await Task.WhenAll(sessions.Select(session => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var next))
            {
                var result = await PlayAsync(session, next);
                results[next.Id] = result;
                Progress?.Invoke(result);
            }
        })));
    }

    private async Task<CaseResult> PlayAsync(AdapterSession session, ConformanceCase found)
    {
        if (found.Twin is { } twin && results[twin].Outcome is var before and not (Outcome.Pass or Outcome.NonStrict))
            return new(found, before == Outcome.Unsupported ? before : Outcome.Inconclusive, $"{twin}: {before.Word()}", TimeSpan.Zero, []);
        if (Volatile.Read(ref hangs) >= options.HangsAtMost)
            return new(found, Outcome.Hang, "not played: too many hangs", TimeSpan.Zero, []);
        var watch = Stopwatch.StartNew();
        var (outcome, detail) = await OutcomeAsync(session, found);
        Left?.Invoke(found, session.State);
        if (outcome == Outcome.Hang)
            Interlocked.Increment(ref hangs);
        if (outcome == Outcome.Fail && found.Level == Level.Should)
            outcome = Outcome.NonStrict;
        return new(found, outcome, detail, watch.Elapsed, session.Wire());
    }

    private async Task<(Outcome Outcome, string Detail)> OutcomeAsync(AdapterSession session, ConformanceCase found)
    {
        try
        {
            await session.StartAsync(StartPatience * options.Patience);
            if (found.Features.FirstOrDefault(feature => !session.Identity!.Features.Contains(feature, StringComparer.Ordinal)) is { } missing)
                return (Outcome.Unsupported, $"needs {missing}");
            await session.BeginAsync(CaseRun.Patience * options.Patience);
            var seed = SeedOf(options.Seed, found);
            using var keys = TestKeys.From(seed);
            await using var run = new CaseRun(session, seed, options.Patience) { Recorder = Record is null ? null : new Vectors.VectorRecorder() };
            await found.Play(run);
            if (run.Recorder?.Of(found) is { } vector)
                Record!(vector);
            return run.NotStrict is { } why ? (Outcome.NonStrict, why) : (Outcome.Pass, string.Empty);
        }
        catch (CaseEndException end)
        {
            return (end.Outcome, end.Message);
        }
        catch (Exception fault)
        {
            return (Outcome.Inconclusive, $"the suite itself failed: {fault}");
        }
    }
}
