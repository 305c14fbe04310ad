using TrustList.Format.Status;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>What came of a live question: a checked answer, or why there is none. Never both, never neither.</summary>
internal readonly record struct LiveReply
{
    private readonly string? _fault;
    private readonly Degraded _degraded;

    private LiveReply(LiveStatus? answer, string? fault, Degraded degraded) => (Answer, _fault, _degraded) = (answer, fault, degraded);

    /// <summary>The answer; holding it proves that every check of <see cref="LiveAssertion.Verify"/> passed, or of <see cref="LiveAssertion.VerifyKept"/>.</summary>
    public LiveStatus? Answer { get; }

    /// <summary>The signed bytes that were checked, for callers who check them too; empty without an answer.</summary>
    public ReadOnlyMemory<byte> Assertion => Answer?.Bytes ?? default;

    /// <summary>Why there is none; null with an answer.</summary>
    public string? Fault => Answer is null ? _fault ?? "nobody was asked" : null;

    /// <summary>What the caller is told of that; null with an answer.</summary>
    public Degraded? Degraded => Answer is null ? _degraded : null;

    /// <summary>The home region answered.</summary>
    public static LiveReply Of(LiveStatus answer) => new(answer, null, default);

    /// <summary>No usable answer came; the fault is one word of the log's vocabulary, with detail behind it.</summary>
    public static LiveReply None(string fault, Degraded degraded) => new(null, fault, degraded);
}
