using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Transfers;
using TrustList.Protocol;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>
/// Suzhou, with test keys and its place in the trust list that the node under test follows, behind that node's gateway; and the log
/// that both read, of test keys. What it does is what the test has it do.
/// </summary>
internal sealed class FarRegion : Transfers.TransfersBase, IAsyncDisposable
{
    internal const string Code = "320500";
    private readonly FarSide side;
    private LogSimulator log = LogSimulator.Create(Province.Code, Code, "330000");
    private readonly WebApplication server;
    private int waiting;

    private FarRegion(TestRegion near, int port)
    {
        Near = near;
        side = new FarSide(near, Code, "CN-JS");
        Name(log);
        var builder = side.Server(port);
        builder.Services.AddSingleton(this);
        server = builder.Build();
        server.Use(HearAsync);
        server.MapGrpcService<FarRegion>();
        server.MapGrpcService<QuietDisputes>();
    }

    internal TestRegion Near { get; }

    /// <summary>What it answers when the node asks for a dossier; a refusal by throwing. By default it is not there.</summary>
    internal Func<TransferAcceptance, PreparedTransfer> Gives { get; set; } = _ => throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "away"));

    /// <summary>How many questions wait for <see cref="Holds"/>.</summary>
    internal int Waiting => Volatile.Read(ref waiting);

    /// <summary>Awaited before it answers.</summary>
    internal Task Holds { get; set; } = Task.CompletedTask;

    /// <summary>The signed transfers that the node showed it.</summary>
    internal ConcurrentQueue<byte[]> Confirmed { get; } = new();

    /// <summary>Everything that the node sent this way, of every request: its line, headers and body.</summary>
    internal ConcurrentQueue<byte[]> Heard { get; } = new();

    /// <summary>The node follows a trust list with this region in it, and reads the log.</summary>
    internal static async Task<FarRegion> StartAsync(params string[] settings)
    {
        var (near, port) = await FarSide.NodeAsync(settings);
        var far = new FarRegion(near, port);
        await far.server.StartAsync();
        far.Append();
        far.Believe();
        await Eventually.TrueAsync(() => near.Stored(db => TransferWalkTable.Newest(db) is not null), "the log is being read");
        await Eventually.TrueAsync(() => near.Stored(db => ChainTable.NewestAdmitted(db, ChainLanes.Head, DateTimeOffset.MaxValue)) > 0, "the first head");
        return far;
    }

    /// <summary>Has the node believe the trust list as it is now; again after each of its starts.</summary>
    internal void Believe() => side.Believe();

    /// <summary>The log that policy names, as it is now.</summary>
    internal LogSimulator Log => log;

    /// <summary>From now on policy names this log, and the hub serves it and no other.</summary>
    internal void Name(LogSimulator named)
    {
        log = named;
        side.Repository.Policy = SamplePolicies.Policy with { Log = log.Policy };
        foreach (var path in Near.Hub!.Files.Keys.Where(path => path.StartsWith("log/", StringComparison.Ordinal)))
            Near.Hub.Files.TryRemove(path, out _);
    }

    /// <summary>Makes and serves the next epoch, with these transfers.</summary>
    internal void Append(params byte[][] signed)
    {
        var now = Instants.WholeSeconds(Near.Clock.GetUtcNow());
        var epoch = log.Append(number => new Epoch(number, now, SHA256.HashData("a snapshot"u8), MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0)
        {
            TransfersRoot = LoggedTransfers.Root(signed.Select(transfer => RecordOf(transfer).Hash())),
            Transfers = signed.Length,
        });
        var proof = log.Publish(now);
        if (signed.Length > 0)
            Serve($"transfers/{epoch.Number}", new LoggedTransfers([.. signed], proof.Write()).Write());
        foreach (var (path, content) in log.Files)
            Serve(path, content);
    }

    /// <summary>Puts a file at the hub, below its log.</summary>
    internal void Serve(string path, byte[] content) => Near.Hub!.Files[$"log/{path}"] = content;

    internal long LogSize => log.Size;

    /// <summary>As the new region: asks the node for a driver.</summary>
    internal async Task<PreparedTransfer> AskAsync(string id, byte[]? acceptance = null)
    {
        using var channel = side.ToNode();
        return await new Transfers.TransfersClient(channel).PrepareAsync(new PrepareRequest { Region = Province.Code, Acceptance = ByteString.CopyFrom(acceptance ?? Accept(id)) });
    }

    /// <summary>As the new region: shows the node what both signed.</summary>
    internal async Task ConfirmAsync(byte[] signed)
    {
        using var channel = side.ToNode();
        await new Transfers.TransfersClient(channel).ConfirmAsync(new ConfirmRequest { Region = Province.Code, Transfer = ByteString.CopyFrom(signed) });
    }

    /// <summary>Asks the node what is true of a licence, for the police on the road here.</summary>
    internal async Task AskLiveAsync(System.Text.Json.Nodes.JsonNode offer)
    {
        using var channel = side.ToNode();
        await new LiveStatus.LiveStatusClient(channel).AskAsync(new LiveQuestion
        {
            Region = Province.Code, StatusUri = offer["statusUri"]!.GetValue<string>(), Index = offer["statusIndex"]!.GetValue<uint>(), Purpose = "roadside",
            Acceptor = Code, Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32)),
        });
    }

    /// <summary>An acceptance by this region, with a key of its own.</summary>
    internal byte[] Accept(string id, TimeSpan ahead = default)
    {
        var (key, point) = SealedDossier.NewKey();
        var acceptance = new TransferAcceptance(Convert.FromHexString(id), Province.Code, Code, point, Instants.WholeSeconds(Near.Clock.GetUtcNow() + ahead));
        LastKey = key;
        return acceptance.Sign(Key, Key.PublicKey.Thumbprint);
    }

    /// <summary>The private key of the newest acceptance.</summary>
    internal byte[] LastKey { get; private set; } = [];

    /// <summary>Signs as well what the node prepared.</summary>
    internal byte[] Sign(PreparedTransfer prepared)
    {
        var record = TransferRecord.Read(prepared.Record.Memory).Value;
        return new SignedTransfer(prepared.Record.Memory, prepared.Signature.Memory, Signature(record)).Write();
    }

    /// <summary>As the old region: what it gives of a driver for an acceptance of the node.</summary>
    internal PreparedTransfer Prepare(TransferAcceptance acceptance, Dossier dossier)
    {
        var now = Instants.WholeSeconds(Near.Clock.GetUtcNow());
        var bytes = SealedDossier.Seal(acceptance.SealingKey.Span, acceptance.Id.Span, dossier.Write())!;
        var record = new TransferRecord
        {
            Id = acceptance.Id,
            From = Code,
            To = Province.Code,
            Person = TransferRecord.PersonOf(dossier.Salt, dossier.FileNumber),
            Entry = 3,
            PreparedAt = now,
            NotAfter = now.AddMinutes(10),
            DossierSha256 = SHA256.HashData(bytes),
        };
        return new PreparedTransfer
        {
            Record = ByteString.CopyFrom(record.Write()), Signature = ByteString.CopyFrom(Signature(record)), Dossier = ByteString.CopyFrom(bytes),
        };
    }

    /// <summary>A dossier of a synthetic driver.</summary>
    internal static Dossier DossierOf(int number, string letters = "A", int points = 0) => new(
        SyntheticDriver.FileNumber(number),
        JsonSerializer.Deserialize<DriverRecordBody>(SyntheticDriver.Record(number, letters, points), new JsonSerializerOptions(JsonSerializerDefaults.Web))!,
        null, RandomNumberGenerator.GetBytes(TransferRecord.SaltBytes));

    /// <summary>Refuses for good, as an old region does.</summary>
    internal static RpcException Over(MoveReason reason) =>
        new(new Grpc.Core.Status(StatusCode.FailedPrecondition, reason.ToString()), new Metadata { { TransfersService.ReasonTrailer, reason.ToString() } });

    public override async Task<PreparedTransfer> Prepare(PrepareRequest request, ServerCallContext context)
    {
        if (request.Region != Code)
            throw Over(MoveReason.NoSuchTransfer); // The third region.
        var now = Near.Clock.GetUtcNow();
        var acceptance = TransferAcceptance.Verify(request.Acceptance.Memory, Code, (_, _) => Near.StatusKey, now);
        Assert.True(acceptance.Ok, acceptance.Detail);
        Interlocked.Increment(ref waiting);
        await Holds.WaitAsync(context.CancellationToken);
        Interlocked.Decrement(ref waiting);
        return Gives(acceptance.Value);
    }

    public override Task<ConfirmReceipt> Confirm(ConfirmRequest request, ServerCallContext context)
    {
        Confirmed.Enqueue(request.Transfer.ToByteArray());
        return Task.FromResult(new ConfirmReceipt());
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        await Near.DisposeAsync();
    }

    internal static TransferRecord RecordOf(byte[] signed) => TransferRecord.Read(SignedTransfer.Read(signed).Value.Record).Value;

    private ISigner Key => side.Region.StatusKey;

    private byte[] Signature(TransferRecord record) => TransferSignature.Sign(record, Key, Key.PublicKey.Thumbprint);

    private async Task HearAsync(HttpContext context, RequestDelegate next)
    {
        var body = new HeardBody(context.Request.Body);
        context.Request.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            Heard.Enqueue([.. System.Text.Encoding.UTF8.GetBytes($"{context.Request.Path}{context.Request.QueryString} {string.Join(' ', context.Request.Headers)}"), .. body.Heard]);
        }
    }
}
