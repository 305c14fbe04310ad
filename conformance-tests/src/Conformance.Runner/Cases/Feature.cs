namespace Conformance.Cases;

/// <summary>What an adapter can be asked (ADAPTER.md §3).</summary>
public static class Feature
{
    /// <summary><c>init</c> with an anchor, and <c>sync</c>.</summary>
    public const string TrustList = "trust-list";

    /// <summary><c>resolve</c>.</summary>
    public const string Resolve = "resolve";

    /// <summary><c>verify</c> with a DeviceResponse.</summary>
    public const string Licences = "licences";

    /// <summary><c>init</c> with authorities in place of a trust list.</summary>
    public const string Authorities = "authorities";

    /// <summary><c>verify</c> with a reader's key.</summary>
    public const string DeviceMac = "device-mac";

    /// <summary><c>verify</c> with a QR code.</summary>
    public const string Qr = "qr";

    /// <summary><c>status</c>.</summary>
    public const string Status = "status";

    /// <summary><c>init</c> with status keys in place of a trust list.</summary>
    public const string StatusKeys = "status-keys";

    /// <summary>Status lists as JWT.</summary>
    public const string StatusJwt = "status-jwt";

    /// <summary>Status lists as CWT.</summary>
    public const string StatusCwt = "status-cwt";

    /// <summary><c>checkLog</c>.</summary>
    public const string Log = "log";

    /// <summary><c>pull</c>, <c>push</c>, <c>status</c> with a head, <c>verify</c> with a staple: status heads, deltas, snapshots and staples.</summary>
    public const string Heads = "heads";

    /// <summary>SM2.</summary>
    public const string Sm2 = "sm2";

    /// <summary><c>restart</c>, and being killed.</summary>
    public const string Restart = "restart";
}
