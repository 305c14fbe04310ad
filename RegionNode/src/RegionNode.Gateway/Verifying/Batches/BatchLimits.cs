namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>What one batch and all of them together may cost. SPEC.md §8.8.</summary>
internal static class BatchLimits
{
    /// <summary>The most questions of a batch.</summary>
    public const int Lines = 1_000;

    /// <summary>The most bytes of a batch.</summary>
    public const long Bytes = 64L << 20;

    /// <summary>The most bytes of a batch's answers that wait for its caller before no further question is begun.</summary>
    public const long Waiting = 64L << 20;

    /// <summary>How long a batch is read.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>How long the next question is waited for.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>When a batch is cut off whose answers nobody reads.</summary>
    public static readonly TimeSpan CutOff = TimeSpan.FromMinutes(31);

    /// <summary>The most questions of a batch that are worked on at once.</summary>
    public const int AtOnce = 16;

    /// <summary>The most lines of all batches that are worked on at once.</summary>
    public const int AtTheDesk = 128;

    /// <summary>The most batches that are open at once.</summary>
    public const int Batches = 32;

    /// <summary>The most of them of one party.</summary>
    public const int OfOneParty = 2;
}
