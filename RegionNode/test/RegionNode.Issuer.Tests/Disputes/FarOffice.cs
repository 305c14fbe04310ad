using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using Wire = TrustList.Protocol.Disputes;

namespace RegionNode.Issuer.Tests.Disputes;

/// <summary>
/// Another region's office, with test keys and its place in the trust list that the node under test follows. It reports disputes
/// through the node's gateway, and stands behind that gateway to receive them.
/// </summary>
internal sealed class FarOffice : Wire.DisputesBase, IAsyncDisposable
{
    internal const string Code = "330000";
    private readonly TestRegion near;
    private readonly FarSide side;
    private readonly int port;
    private WebApplication? server;

    private FarOffice(TestRegion near, int port)
    {
        (this.near, this.port) = (near, port);
        side = new FarSide(near, Code, "CN-ZJ");
    }

    /// <summary>The status key with which it signs.</summary>
    internal ISigner Key => side.Region.StatusKey;

    /// <summary>What it answers a report with; a refusal by throwing. By default: received.</summary>
    internal Func<byte[], byte[]> Answers { get; set; } = _ => [];

    /// <summary>The records that were reported to it.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<byte[]> Reported { get; } = new();

    /// <summary>A node that follows a trust list with this office in it; the office is not listening.</summary>
    internal static async Task<(TestRegion Near, FarOffice Far)> StartAsync(params string[] settings)
    {
        var (near, port) = await FarSide.NodeAsync(settings);
        var far = new FarOffice(near, port);
        far.Publish();
        return (near, far);
    }

    /// <summary>Has the node believe the trust list as it is now.</summary>
    internal void Publish() => side.Believe();

    /// <summary>The region leaves the federation.</summary>
    internal void Leave()
    {
        side.Region.Record = side.Region.Record with { History = side.Region.Record.History.Add(new(RegionState.Suspended, near.Clock.GetUtcNow().AddMinutes(-1), "test")) };
        Publish();
    }

    /// <summary>Begins to listen where the node's gateway is.</summary>
    internal async Task ListenAsync()
    {
        var builder = side.Server(port);
        builder.Services.AddSingleton(this);
        server = builder.Build();
        server.MapGrpcService<FarOffice>();
        await server.StartAsync();
    }

    public override Task<DisputeStanding> Report(DisputeReport request, ServerCallContext context)
    {
        Assert.Equal(Code, context.RequestHeaders.GetValue("x-federation-region"));
        Reported.Enqueue(request.Record.ToByteArray());
        return Task.FromResult(new DisputeStanding { Answer = ByteString.CopyFrom(Answers(request.Record.ToByteArray())) });
    }

    /// <summary>A dispute by this office about a status of the node.</summary>
    internal DisputeClaims Claims(string statusUri, long index) => new()
    {
        Id = System.Security.Cryptography.RandomNumberGenerator.GetBytes(DisputeClaims.IdBytes),
        Reporting = Code,
        Home = Province.Code,
        At = Instants.WholeSeconds(near.Clock.GetUtcNow()),
        StatusUri = statusUri,
        Index = index,
        Seen = StatusValue.Suspended,
        SeenAsOf = Instants.WholeSeconds(near.Clock.GetUtcNow().AddMinutes(-5)),
        Fault = DisputedFault.TooSevere,
        Reporter = DisputeReporter.Verifier,
    };

    internal byte[] Sign(DisputeClaims claims, ISigner? key = null) => DisputeRecord.Sign(claims, key ?? Key, Key.PublicKey.Thumbprint);

    /// <summary>An answer by this office.</summary>
    internal byte[] Answer(byte[] record, DisputeFinding finding, StatusValue? value, ISigner? key = null)
    {
        var claims = DisputeRecord.Unverified(record)!;
        return DisputeAnswer.Sign(
            new DisputeAnswerClaims(Code, Province.Code, Instants.WholeSeconds(near.Clock.GetUtcNow()), DisputeRecord.HashOf(claims), finding, value), key ?? Key, Key.PublicKey.Thumbprint);
    }

    /// <summary>Reports a record to the node, through its gateway.</summary>
    internal async Task<byte[]> ReportAsync(byte[] record)
    {
        using var channel = side.ToNode();
        var standing = await new Wire.DisputesClient(channel).ReportAsync(new DisputeReport { Record = ByteString.CopyFrom(record) });
        return standing.Answer.ToByteArray();
    }

    /// <summary>The refusal of a report.</summary>
    internal async Task<(StatusCode Status, string Word)> RefusalAsync(byte[] record)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => ReportAsync(record));
        return (refusal.StatusCode, refusal.Status.Detail.Split(':')[0]);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
        await near.DisposeAsync();
    }
}
