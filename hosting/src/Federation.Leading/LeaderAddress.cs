namespace Federation.Leading;

/// <summary>Where a leader is reached by the other instances; in the seat as text, with a space between two addresses.</summary>
/// <param name="Public">Its public listener, http; null where the program has none.</param>
/// <param name="Nodes">Its listener for pinned callers, https.</param>
public sealed record LeaderAddress(Uri? Public, Uri Nodes)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null where it has not the form.</summary>
    public static LeaderAddress? Read(string text) => text.Split(' ') switch
    {
        [var nodes] when Of(nodes, Uri.UriSchemeHttps) is { } nodesUri => new(null, nodesUri),
        [var open, var nodes] when Of(open, Uri.UriSchemeHttp) is { } openUri && Of(nodes, Uri.UriSchemeHttps) is { } nodesUri => new(openUri, nodesUri),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Public is null ? $"{Nodes}" : $"{Public} {Nodes}";

    private static Uri? Of(string text, string scheme) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == scheme ? uri : null;
}
