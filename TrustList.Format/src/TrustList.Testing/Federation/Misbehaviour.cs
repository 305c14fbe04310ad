namespace TrustList.Testing;

/// <summary>What a host can do wrong with one answer.</summary>
public enum Misbehaviour
{
    /// <summary>503.</summary>
    ServerError,

    /// <summary>The connection is cut before an answer.</summary>
    Reset,

    /// <summary>Half of the file comes, then the connection is cut.</summary>
    Truncate,

    /// <summary>A byte at a time, for ever: each in time, the whole never.</summary>
    Drip,

    /// <summary>The connection is open and nothing comes.</summary>
    Stall,

    /// <summary>A body without end, as fast as it can be read.</summary>
    Endless,

    /// <summary>404 for a file that exists.</summary>
    Withhold,

    /// <summary>Redirects elsewhere.</summary>
    Redirect,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>500, with a page that says so.</summary>
    InternalError,

    /// <summary>The whole file under a Content-Length that promises more; then the connection is cut.</summary>
    LongLength,

    /// <summary>The whole file under a Content-Length that promises half of it; the rest follows on the same connection.</summary>
    ShortLength,

    /// <summary>The file with a byte behind it, and a Content-Length that fits.</summary>
    OneByteMore,

    /// <summary>200 with a web page: a captive portal.</summary>
    Html,

    /// <summary>The file compressed, whether or not the client takes compression.</summary>
    Gzip,

    /// <summary>Compressed zeros without end: a thousand bytes for each one sent.</summary>
    GzipBomb,
}
