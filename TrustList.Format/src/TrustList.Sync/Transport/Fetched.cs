namespace TrustList.Sync;

/// <summary>What one GET brought: a file, the news that there is none or none newer, or a fault.</summary>
internal readonly record struct Fetched
{
    public byte[]? Bytes { get; private init; }

    public string? ETag { get; private init; }

    public bool NotFound { get; private init; }

    public bool NotModified { get; private init; }

    public SyncFault? Fault { get; private init; }

    public string Detail { get; private init; }

    /// <summary>Whether asking again may help.</summary>
    public bool MayPass => Fault is SyncFault.Unreachable or SyncFault.Interrupted or SyncFault.TimedOut or SyncFault.ServerError;

    public static Fetched File(byte[] bytes, string? etag) => new() { Bytes = bytes, ETag = etag, Detail = string.Empty };

    public static Fetched Nothing(string detail) => new() { NotFound = true, Detail = detail };

    public static Fetched Same { get; } = new() { NotModified = true, Detail = string.Empty };

    public static Fetched Failed(SyncFault fault, string detail) => new() { Fault = fault, Detail = detail };
}
