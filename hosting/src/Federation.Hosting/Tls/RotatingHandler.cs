namespace Federation.Hosting.Tls;

/// <summary>
/// Sends each request with the key that is in use when it begins: after a change new requests make new connections, and those under
/// way end on the old ones. The handler of the key before is kept until the next change; its idle connections close by themselves.
/// </summary>
internal sealed class RotatingHandler(TlsKey key, Func<TlsIdentity, SocketsHttpHandler> create) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private volatile Sender? _now;
    private Sender? _before;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Now().Invoker.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Now().Invoker.Send(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                _now?.Invoker.Dispose();
                _before?.Invoker.Dispose();
            }
        }
        base.Dispose(disposing);
    }

    private Sender Now()
    {
        if (_now is { } held && ReferenceEquals(held.Identity, key.Now))
            return held;
        lock (_gate)
        {
            var identity = key.Now;
            if (_now is { } now && ReferenceEquals(now.Identity, identity))
                return now;
            _before?.Invoker.Dispose();
            _before = _now;
            return _now = new Sender(identity, new HttpMessageInvoker(create(identity), disposeHandler: true));
        }
    }

    private sealed record Sender(TlsIdentity Identity, HttpMessageInvoker Invoker);
}
