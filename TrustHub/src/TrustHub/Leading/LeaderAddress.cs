namespace TrustHub.Leading;

/// <summary>Where a leader is reached by the other instances; in the seat as two addresses with a space between.</summary>
/// <param name="Public">Its public listener, http.</param>
/// <param name="Nodes">Its listener for nodes, https.</param>
public sealed record LeaderAddress(Uri Public, Uri Nodes)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null where it has not the form.</summary>
    public static LeaderAddress? Read(string text) =>
        text.Split(' ') is [var open, var nodes]
        && Uri.TryCreate(open, UriKind.Absolute, out var openUri) && openUri.Scheme == Uri.UriSchemeHttp
        && Uri.TryCreate(nodes, UriKind.Absolute, out var nodesUri) && nodesUri.Scheme == Uri.UriSchemeHttps
            ? new LeaderAddress(openUri, nodesUri)
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Public} {Nodes}";
}
