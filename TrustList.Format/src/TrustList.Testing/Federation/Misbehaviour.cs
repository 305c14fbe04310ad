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
}
