using System.Collections.Immutable;

namespace TrustList.Sync.Status;

/// <summary>What a status feed says. Everything in it proves itself or nothing: lost, repeated, reordered and invented messages harm nobody.</summary>
public abstract record FeedMessage
{
    private protected FeedMessage()
    {
    }
}

/// <summary>A connection stands. What happened before it may have been missed.</summary>
public sealed record FeedConnected : FeedMessage;

/// <summary>A region's next head and what it changed.</summary>
/// <param name="Region">The region that it claims to be of.</param>
/// <param name="Head">The head.</param>
/// <param name="Delta">From the head before to this one.</param>
public sealed record FeedStatus(string Region, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Delta) : FeedMessage;

/// <summary>A witnessed epoch.</summary>
/// <param name="Proof">Its proof.</param>
/// <param name="Heads">The versions that are said to be new in it.</param>
public sealed record FeedEpoch(ReadOnlyMemory<byte> Proof, ImmutableArray<(string Region, long Version)> Heads) : FeedMessage;

/// <summary>What was asked for is gone: fetch the state anew.</summary>
public sealed record FeedReset : FeedMessage;

/// <summary>The connection broke or could not be made; the next try follows by itself.</summary>
/// <param name="Detail">For an operator.</param>
public sealed record FeedLost(string Detail) : FeedMessage;
