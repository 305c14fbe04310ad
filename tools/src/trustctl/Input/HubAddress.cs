namespace Trustctl;

/// <summary>The hub's public address as a command line gives it.</summary>
internal static class HubAddress
{
    /// <summary>Reads it; another scheme than http or https is wrong usage.</summary>
    public static Uri Read(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        ? uri
        : throw new UsageException($"--hub {text}: want http:// or https://");
}
