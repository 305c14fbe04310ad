namespace TrustHub.Transparency;

/// <summary>The newest status head of each region, as admitted and durable: what the next epoch binds.</summary>
public interface IHeadSource
{
    /// <summary>By region code, ascending, one each: its version, and the SHA-256 of its payload (32 bytes). Any thread; a region's version never goes back.</summary>
    IReadOnlyList<(string Region, long Version, ReadOnlyMemory<byte> Hash)> Newest();
}
