using TrustList.Format.Status;

namespace RegionNode.Gateway.Verifying;

/// <summary>What came of a live question: a checked answer, or why there is none. Never both, never neither.</summary>
internal readonly record struct LiveReply
{
    private readonly string? _fault;

    private LiveReply(LiveStatus? answer, string? fault) => (Answer, _fault) = (answer, fault);

    /// <summary>The answer; holding it proves that every check of <see cref="LiveAssertion.Verify"/> passed.</summary>
    public LiveStatus? Answer { get; }

    /// <summary>Why there is none; null with an answer.</summary>
    public string? Fault => Answer is null ? _fault ?? "nobody was asked" : null;

    /// <summary>The home region answered.</summary>
    public static LiveReply Of(LiveStatus answer) => new(answer, null);

    /// <summary>No usable answer came; the fault is one word of the log's vocabulary, with detail behind it.</summary>
    public static LiveReply None(string fault) => new(null, fault);
}
