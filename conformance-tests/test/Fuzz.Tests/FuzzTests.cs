using Fuzz.Tests.Targets;
using Xunit.Abstractions;

namespace Fuzz.Tests;

/// <summary>Every parser of untrusted bytes against damaged input. The hour's run: <c>./soak fuzz [MINUTES] [SEED]</c>.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int InputsOfATarget = 6_000;
    private const int InputsOfATurn = 500;

    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("FEDERATION_SEED"), out var seed) ? seed : 1;

    public static TheoryData<string> Names => [.. AllTargets.List.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Survives_damaged_input_of(string name)
    {
        var target = AllTargets.List.Single(one => one.Name == name);
        Assert.True(target.Seeds.Count > 0 && Corpus.Of(target).Any(), "a target without seeds tries nothing");
        Assert.Contains(target.Seeds, one => target.Read(one).Outcome == "Ok");
        var fuzzer = new Fuzzer(target, Seed);
        Tell(target, fuzzer.Run(InputsOfATarget));
        Assert.True(fuzzer.Outcomes.Count > 1, "nothing was refused");
    }

    [Fact]
    public void Survives_damaged_input_for_as_long_as_is_said()
    {
        if (!double.TryParse(Environment.GetEnvironmentVariable("FEDERATION_FUZZ_MINUTES"), out var minutes)) return;
        var start = TimeProvider.System.GetTimestamp();
        var fuzzers = AllTargets.List.Select(target => (Target: target, Fuzzer: new Fuzzer(target, Seed))).ToList();
        var wrong = new List<string>();
        while (TimeProvider.System.GetElapsedTime(start).TotalMinutes < minutes && fuzzers.Count > 0)
        {
            foreach (var one in fuzzers.ToList())
            {
                if (one.Fuzzer.Run(InputsOfATurn) is not { } found) continue;
                wrong.Add($"{one.Target.Name}: {Corpus.Keep(one.Target, found.Input)}: {found.Wrong}");
                fuzzers.Remove(one); // The others go on; one finding at a time.
            }
        }
        foreach (var one in fuzzers) output.WriteLine($"{one.Target.Name}: {one.Fuzzer.Tried:N0} inputs, {one.Fuzzer.Outcomes.Count} outcomes");
        output.WriteLine($"{fuzzers.Sum(one => one.Fuzzer.Tried):N0} inputs, seed {Seed}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Tell(FuzzTarget target, (byte[] Input, string Wrong)? found) =>
        Assert.True(found is null, $"{target.Name}, seed {Seed}: {found?.Wrong}\n{(found is { } kept ? Convert.ToHexString(kept.Input) : "")}");
}
