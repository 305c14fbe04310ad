namespace Conformance.NullVerifiers;

/// <summary>A coin whose throws follow from a seed (SplitMix64).</summary>
internal sealed class Coin(ulong seed)
{
    private ulong state = seed;

    public bool Toss()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) & 1) == 1;
    }
}
