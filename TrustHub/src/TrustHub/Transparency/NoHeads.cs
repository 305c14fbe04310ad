namespace TrustHub.Transparency;

/// <summary>Where no room admits status heads.</summary>
internal sealed class NoHeads : IHeadSource
{
    public IReadOnlyList<(string Region, long Version, ReadOnlyMemory<byte> Hash)> Newest() => [];
}
