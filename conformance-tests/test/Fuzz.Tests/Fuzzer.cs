using System.Numerics;
using TrustList.Testing;

namespace Fuzz.Tests;

/// <summary>
/// Mutates a target's inputs, by a seed. No coverage can be had of the runtime; instead an input whose outcome, for its length's power
/// of two, is new becomes one of those that are mutated.
/// </summary>
internal sealed class Fuzzer
{
    private const int MostKept = 512;
    private readonly FuzzTarget target;
    private readonly Judge judge;
    private readonly SeededGenerator random;
    private readonly Mutator mutator;
    private readonly List<byte[]> inputs;
    private readonly HashSet<(string Outcome, int Length)> known = [];

    internal Fuzzer(FuzzTarget target, ulong seed)
    {
        (this.target, judge, random) = (target, new Judge(target), new SeededGenerator(seed ^ Hash(target.Name)));
        mutator = new Mutator(random);
        inputs = [.. Corpus.Of(target)];
    }

    /// <summary>Inputs tried.</summary>
    internal long Tried { get; private set; }

    /// <summary>How many outcomes there were.</summary>
    internal IReadOnlyCollection<string> Outcomes => [.. known.Select(one => one.Outcome).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The first input that is not survived, made small, with what is wrong; null: none.</summary>
    internal (byte[] Input, string Wrong)? Run(int count)
    {
        if (Tried == 0)
        {
            foreach (var input in inputs.ToList())
                if (Try(input) is { } wrong) return Smaller(input, wrong);
        }
        for (var n = 0; n < count; n++)
        {
            var input = mutator.Mutate(random.Pick(inputs), random.Pick(inputs));
            if (Try(input) is { } wrong) return Smaller(input, wrong);
        }
        return null;
    }

    private string? Try(byte[] input)
    {
        Tried++;
        var wrong = judge.Wrong(input, out var seen);
        if (wrong is null && known.Add((seen.Outcome, BitOperations.Log2((uint)input.Length + 1))) && inputs.Count < MostKept) inputs.Add(input);
        return wrong;
    }

    // As long as something is wrong without a piece, the piece goes.
    private (byte[] Input, string Wrong) Smaller(byte[] input, string wrong)
    {
        for (var size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length;)
            {
                byte[] without = [.. input[..at], .. input[(at + size)..]];
                if (Kind(judge.Wrong(without, out _)) == Kind(wrong)) input = without;
                else at += size;
            }
        }
        return (input, judge.Wrong(input, out _) ?? wrong);
    }

    private static string? Kind(string? wrong) => wrong?.Split(' ', 3) is [var first, var second, ..] ? first + second : wrong;

    private static ulong Hash(string name) => name.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);
}
