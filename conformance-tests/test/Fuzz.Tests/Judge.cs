namespace Fuzz.Tests;

/// <summary>
/// Holds one input against what every parser owes: it does not throw; it takes no memory and time out of proportion; what it accepts
/// is what its writer writes; and what a signature covers has only the content that was signed.
/// </summary>
internal sealed class Judge(FuzzTarget target)
{
    /// <summary>Memory of any sort that one input may cost; a status snapshot of a block or a whole status list is the most that is honest.</summary>
    internal const long MostBytes = 160L << 20;

    /// <summary>A hang, not a slow machine.</summary>
    internal static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    private readonly HashSet<string> signed = [.. target.Seeds.Select(seed => target.Read(seed).Content).OfType<string>()];

    /// <summary>What is wrong; null: nothing. Gives what was observed too.</summary>
    internal string? Wrong(byte[] input, out Observed seen)
    {
        seen = default;
        var (memory, start) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        var before = input.ToArray();
        try
        {
            seen = target.Read(input);
        }
        catch (Exception e)
        {
            return $"threw {e.GetType().Name}: {e.Message} {e.StackTrace}";
        }
        var (cost, took) = (GC.GetAllocatedBytesForCurrentThread() - memory, TimeProvider.System.GetElapsedTime(start));
        if (cost > MostBytes) return $"allocated {cost:N0} bytes for {input.Length}";
        if (took > MostTime) return $"took {took} for {input.Length} bytes";
        if (!before.AsSpan().SequenceEqual(input)) return "changed its input";
        if (seen.Content is { } content && !signed.Contains(content)) return $"accepted other content: {content}";
        return seen.Again is { } again ? Written(input, again, seen.Outcome) : null;
    }

    private string? Written(byte[] input, byte[] again, string outcome)
    {
        if (target.Writing == Writing.Canonical)
            return again.AsSpan().SequenceEqual(input) ? null : $"accepted another spelling of {Convert.ToHexString(again.AsSpan(0, Math.Min(64, again.Length)))}";
        var second = target.Read(again);
        return second.Again is { } twice && twice.AsSpan().SequenceEqual(again) ? null : $"{outcome}, written, is read as {second.Outcome}";
    }
}
