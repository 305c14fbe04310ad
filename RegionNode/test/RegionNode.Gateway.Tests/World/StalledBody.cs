using System.Net;

namespace RegionNode.Gateway.Tests.World;

/// <summary>A body that begins and never ends.</summary>
internal sealed class StalledBody : HttpContent
{
    private readonly byte[] _begin;

    public StalledBody(byte[] begin, string type)
    {
        _begin = begin;
        Headers.ContentType = new(type);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_begin, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
