using TrustList.Testing;

namespace Federation.Tests.Hosts;

/// <summary>
/// What one site's line to the others does to the bytes on it, both ways. What is simulated is what TCP makes of a bad line: a byte
/// comes later, in its order, and none is missing. Connections inside a site do not pass it.
/// </summary>
/// <param name="seed">Which chunks are lost.</param>
internal sealed class Access(ulong seed)
{
    /// <summary>Bytes of one segment: what is lost and paced at a time.</summary>
    public const int Segment = 1_448;

    // RFC 6298: the least time-out that Linux takes, and the first one of a connection.
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstTimeout = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly SeededGenerator random = new(seed);
    private readonly Way[] ways = [new(), new()];
    private long bytes;
    private TaskCompletionSource? silence;

    /// <summary>How long a byte is on its way, one way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many of a thousand segments are lost, and sent again after a time-out.</summary>
    public int LossPerThousand { get; set; }

    /// <summary>How many bits a second each way takes, of all connections together; null: any number.</summary>
    public int? BitsPerSecond { get; set; }

    /// <summary>Bytes that have passed, both ways.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Whether it changes anything.</summary>
    public bool IsPlain => Delay == TimeSpan.Zero && LossPerThousand == 0 && BitsPerSecond is null;

    /// <summary>Ends when bytes pass: at once, unless it is silent.</summary>
    public Task Passes => silence?.Task ?? Task.CompletedTask;

    /// <summary>Connections are taken and stay open, and nothing passes on them until it is said again.</summary>
    public void Silence(bool isSilent)
    {
        if (isSilent)
            silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        else
            Interlocked.Exchange(ref silence, null)?.TrySetResult();
    }

    /// <summary>Everything as it was.</summary>
    public void Mend()
    {
        (Delay, LossPerThousand, BitsPerSecond) = (TimeSpan.Zero, 0, null);
        Silence(isSilent: false);
    }

    /// <summary>How much later than now a segment arrives at the other end.</summary>
    /// <param name="size">Its bytes.</param>
    /// <param name="isOut">Which way it goes: out of the site, or into it.</param>
    /// <param name="isFirst">Whether it opens a connection.</param>
    public TimeSpan Carry(int size, bool isOut, bool isFirst = false)
    {
        Interlocked.Add(ref bytes, size);
        lock (gate)
        {
            var late = Delay + (BitsPerSecond is { } rate ? ways[isOut ? 1 : 0].Queue(TimeSpan.FromSeconds(8.0 * size / rate)) : TimeSpan.Zero);
            for (var timeout = isFirst ? FirstTimeout : LeastTimeout + (2 * Delay); random.Next(1_000) < LossPerThousand; timeout *= 2) late += timeout;
            return late;
        }
    }

    private sealed class Way
    {
        private long from = TimeProvider.System.GetTimestamp();
        private TimeSpan busy;

        /// <summary>Takes its place behind what already waits: how long until it is through.</summary>
        public TimeSpan Queue(TimeSpan takes)
        {
            var now = TimeProvider.System.GetTimestamp();
            var waits = busy - TimeProvider.System.GetElapsedTime(from, now);
            (from, busy) = (now, (waits > TimeSpan.Zero ? waits : TimeSpan.Zero) + takes);
            return busy;
        }
    }
}
