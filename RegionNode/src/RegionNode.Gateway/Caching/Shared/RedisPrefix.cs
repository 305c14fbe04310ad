namespace RegionNode.Gateway.Caching.Shared;

/// <summary>What stands before every key and channel: gateways of several regions may use one Redis.</summary>
/// <param name="Text">At most 64 letters, digits, and <c>: . _ -</c>; the instances of one region have the same.</param>
internal sealed record RedisPrefix(string Text)
{
    private static readonly System.Buffers.SearchValues<char> Characters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:._-");

    /// <summary>Whether a text can be one.</summary>
    public static bool IsValid(string text) => text.Length <= 64 && !text.AsSpan().ContainsAnyExcept(Characters);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
