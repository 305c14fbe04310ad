using System.Net;
using Google.Protobuf;
using Grpc.Core;
using TrustHub.Admission;
using TrustHub.Status;
using TrustHub.Tests.Support;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace TrustHub.Tests;

/// <summary>What a region may say of its status state, and what it may not.</summary>
public sealed class StatusHeadTests : HubTest
{
    [Fact]
    public async Task Admits_heads_and_serves_what_they_lead_to()
    {
        var operators = Operators.Incept(Data, "310000", "320000");
        await using var hub = await StartAsync();
        var (first, second) = (new HeadChain(operators.Nodes[0]), new HeadChain(operators.Nodes[1]));
        foreach (var node in operators.Nodes)
            await hub.AdmitAsync(operators, node);
        var receipt = await hub.SubmitAsync(operators.Nodes[0], first.Next(Clock.Now, (5, 1), (70_000, 2)));
        Assert.Equal((1L, false, "2020-10-12T08:00:00Z"), (receipt.LogIndex, receipt.Duplicate, receipt.AdmittedAt));
        await hub.SubmitAsync(operators.Nodes[1], second.Next(Clock.Now, (9, 3)));

        var device = new PackageReader(operators.Nodes);
        await device.ApplyAsync(hub, "nation", Clock.Now);
        Assert.Equal(["310000", "320000"], device.States.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1, device.States["310000"].Get(5));
        Assert.Equal(3, device.States["320000"].Get(9));

        Clock.Now += TimeSpan.FromMinutes(30);
        await hub.SubmitAsync(operators.Nodes[0], first.Next(Clock.Now, (5, 0), (6, 12)));
        var rollup = await device.ApplyAsync(hub, "rollup/1m", Clock.Now);
        Assert.Equal(["310000"], rollup.Heads.Select(head => head.Region));
        Assert.Equal(["320000"], rollup.Others.Select(other => other.Region));
        Assert.Equal((0, 12), (device.States["310000"].Get(5), device.States["310000"].Get(6)));

        var heads = await device.FetchAsync(hub, "heads");
        Assert.All(heads.Heads, head => device.Verify(head, head.StateRoot!.Value, Clock.Now));
        Assert.Equal([2L, 1L], heads.Heads.Select(head => head.Version));
        var region = await device.ApplyAsync(hub, "region/310000", Clock.Now);
        Assert.Equal(["320000"], region.Others.Select(other => other.Region));
        foreach (var window in RollupWindow.All)
            await device.ApplyAsync(hub, $"rollup/{window.Name}", Clock.Now);
    }

    [Fact]
    public async Task Catches_up_a_device_from_nothing_by_a_rollup_that_reaches_back_to_the_beginning()
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        for (var i = 0; i < 5; i++)
            await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (i, 1), (i + 10, 2)));
        var device = new PackageReader(operators.Nodes);
        await device.ApplyAsync(hub, "rollup/1h", Clock.Now);
        Assert.Equal(chain.State.Exceptions(), device.States["310000"].Exceptions());
    }

    [Theory]
    [InlineData("/state/nations")]
    [InlineData("/state/rollup/2h")]
    [InlineData("/state/region/110000")]
    [InlineData("/state/region/..%2f310000")]
    [InlineData("/state/")]
    public async Task Knows_no_other_names(string path)
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
        using var answer = await hub.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Answers_304_where_nothing_changed()
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
        using var whole = await hub.Http.GetAsync("/state/nation");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/state/nation");
        request.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var unchanged = await hub.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (6, 1)));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/state/nation");
        again.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var changed = await hub.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Repeats_the_first_receipt()
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        var (claims, delta, _) = chain.Draft(Clock.Now, (5, 1));
        var first = chain.Next(Clock.Now, (5, 1));
        var receipt = await hub.SubmitAsync(operators.Shanghai, first);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (6, 1)));

        var again = await hub.SubmitAsync(operators.Shanghai, first);
        Assert.Equal((receipt.LogIndex, receipt.Sha256, receipt.SubmissionId, true), (again.LogIndex, again.Sha256, again.SubmissionId, again.Duplicate));
        // ECDSA signs the same words differently each time: the payload decides, and the first head stands.
        var signedAnew = await hub.SubmitAsync(operators.Shanghai, chain.Request(claims, delta, id: "signed-anew"));
        Assert.Equal((receipt.LogIndex, receipt.Sha256, true), (signedAnew.LogIndex, signedAnew.Sha256, signedAnew.Duplicate));
        var asked = await hub.AsAsync(operators.Shanghai, client => client.GetReceiptAsync(new ReceiptQuery { SubmissionId = first.SubmissionId }));
        Assert.Equal(receipt, asked);
    }

    [Fact]
    public async Task Rejects_the_id_of_another_submission()
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        var first = chain.Next(Clock.Now, (5, 1));
        await hub.SubmitAsync(operators.Shanghai, first);
        var second = chain.Next(Clock.Now, (6, 1));
        second.SubmissionId = first.SubmissionId;
        await Refusals.WithAsync(AdmissionFault.SubmissionIdReused, () => hub.SubmitAsync(operators.Shanghai, second));
        second.SubmissionId = "test:region-310000:1";
        await Refusals.WithAsync(AdmissionFault.SubmissionIdReused, () => hub.SubmitAsync(operators.Shanghai, second));
    }

    public static TheoryData<string, AdmissionFault> BadHeads => new()
    {
        { "truncated", AdmissionFault.Malformed },
        { "empty", AdmissionFault.Malformed },
        { "oversized", AdmissionFault.TooLarge },
        { "signature", AdmissionFault.BadSignature },
        { "payload", AdmissionFault.BadSignature },
        { "foreign key", AdmissionFault.StatusKeyUnknown },
        { "wrong region", AdmissionFault.WrongRegion },
        { "another token", AdmissionFault.Malformed },
        { "gap", AdmissionFault.VersionGap },
        { "first again", AdmissionFault.Equivocation },
        { "wrong previous", AdmissionFault.BrokenChain },
        { "older", AdmissionFault.NotSuccessor },
        { "future", AdmissionFault.FromTheFuture },
        { "shrinking", AdmissionFault.NotSuccessor },
        { "wrong root", AdmissionFault.RootMismatch },
        { "delta empty", AdmissionFault.BadDelta },
        { "delta longer", AdmissionFault.BadDelta },
        { "delta of other blocks", AdmissionFault.BadDelta },
        { "delta too large", AdmissionFault.TooLarge },
        { "delta of another head", AdmissionFault.RootMismatch },
    };

    [Theory]
    [MemberData(nameof(BadHeads))]
    public async Task Rejects_bad_heads_and_deltas_and_keeps_the_state(string what, AdmissionFault fault)
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
        Clock.Now += TimeSpan.FromSeconds(10);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (6, 1), ((1L << 20) * 0 + 9, 2)));
        var before = await hub.Http.GetByteArrayAsync("/state/nation");

        await Refusals.WithAsync(fault, () => hub.SubmitAsync(operators.Shanghai, Bad(what, operators.Shanghai, chain)));

        Assert.Equal(before, await hub.Http.GetByteArrayAsync("/state/nation"));
        Assert.False((await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (7, 1)))).Duplicate);
    }

    private SubmitStatusHeadRequest Bad(string what, NodeIdentity node, HeadChain chain)
    {
        var (claims, delta, _) = chain.Draft(Clock.Now, (40, 1), (41, 2), (4_000, 1));
        var good = chain.Request(claims, delta, id: "the-attack");
        var head = good.Head.ToByteArray();
        var coded = good.Delta.ToByteArray();
        switch (what)
        {
            case "truncated": good.Head = ByteString.CopyFrom(head.AsSpan(..^1)); return good;
            case "empty": good.Head = ByteString.Empty; return good;
            case "oversized": good.Head = ByteString.CopyFrom(new byte[2_000]); return good;
            case "signature": head[^1] ^= 1; good.Head = ByteString.CopyFrom(head); return good;
            case "payload":
                head[head.AsSpan().IndexOf("310000"u8)] ^= 1;
                good.Head = ByteString.CopyFrom(head);
                return good;
            case "another token": good.Head = node.StatusList(1, Clock.Now).Cwt; return good;
            case "foreign key": return chain.Request(claims, delta, "the-attack", SoftwareSigner.Create(SignatureAlgorithm.ES256));
            case "wrong region": return chain.Request(claims with { Region = "320000" }, delta, "the-attack");
            case "gap": return chain.Request(claims with { Version = claims.Version + 1 }, delta, "the-attack");
            case "first again": return chain.Request(claims with { Version = 1, Previous = StatusHeadClaims.NoPrevious }, delta, "the-attack");
            case "wrong previous": return chain.Request(claims with { Previous = new byte[] { 1 }.Concat(new byte[31]).ToArray() }, delta, "the-attack");
            case "older": return chain.Request(claims with { IssuedAt = Clock.Now.AddSeconds(-1) }, delta, "the-attack");
            case "future": return chain.Request(claims with { IssuedAt = Clock.Now.AddMinutes(2) }, delta, "the-attack");
            case "shrinking": return chain.Request(claims with { Blocks = 0 }, new StatusDelta(0, []), "the-attack");
            case "wrong root": return chain.Request(claims with { StateRoot = new byte[32] }, delta, "the-attack");
            case "delta empty": good.Delta = ByteString.Empty; return good;
            case "delta longer": good.Delta = ByteString.CopyFrom([.. coded, 0]); return good;
            case "delta of other blocks": return chain.Request(claims, new StatusDelta(2, delta.Changes), "the-attack");
            case "delta too large": good.Delta = ByteString.CopyFrom(new byte[8_000_001]); return good;
            case "delta of another head": return chain.Request(claims, new StatusDelta(delta.Blocks, delta.Changes[..2]), "the-attack");
            default: throw new InvalidOperationException(what);
        }
    }

    [Fact]
    public async Task Survives_every_flipped_bit_and_every_truncation_of_a_delta()
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
        var (claims, delta, _) = chain.Draft(Clock.Now, (40, 1), (41, 2), (4_000, 1), (900_000, 3));
        var coded = StatusDeltaCodec.Encode(delta);
        using var channel = hub.Channel(operators.Shanghai.Tls);
        var client = new TrustList.Protocol.Admission.AdmissionClient(channel);
        var damaged = Enumerable.Range(0, coded.Length * 8).Select(bit =>
        {
            var flipped = (byte[])coded.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            return flipped;
        }).Concat(Enumerable.Range(0, coded.Length).Select(length => coded[..length])).ToList();
        for (var i = 0; i < damaged.Count; i++)
        {
            var request = chain.Request(claims, delta, id: $"damaged-{i}");
            request.Delta = ByteString.CopyFrom(damaged[i]);
            var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.SubmitStatusHeadAsync(request));
            var code = Refusal.Parser.ParseFrom(refused.Trailers.GetValueBytes(RefusalTrailer.Name)).Code;
            Assert.Contains(code, new[] { nameof(AdmissionFault.BadDelta), nameof(AdmissionFault.RootMismatch) });
        }
        Assert.False((await hub.SubmitAsync(operators.Shanghai, chain.Request(claims, delta))).Duplicate);
    }

    [Fact]
    public async Task Survives_a_delta_that_claims_more_than_it_holds()
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
        var (claims, delta, _) = chain.Draft(Clock.Now, (40, 1));
        var honest = StatusDeltaCodec.Encode(delta);
        // The largest numbers for blocks and count, then whatever.
        byte[][] bombs = [[0x80, 0x08, 0x80, 0x80, 0x80, 0x02, .. new byte[64]], [0x01, 0xff, 0xff, 0x3f, .. new byte[16]], [.. honest[..1], 0xff, 0xff, 0x3f, .. honest[2..]]];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        foreach (var bomb in bombs)
        {
            var request = chain.Request(claims, delta, id: $"the-bomb-{bomb.Length}");
            request.Delta = ByteString.CopyFrom(bomb);
            await Refusals.WithAsync(AdmissionFault.BadDelta, () => hub.SubmitAsync(operators.Shanghai, request));
        }
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100_000_000);
    }

    [Fact]
    public async Task Rejects_a_caller_that_is_not_the_regions_node()
    {
        var operators = Operators.Incept(Data, "310000", "320000");
        await using var hub = await StartAsync();
        foreach (var node in operators.Nodes)
            await hub.AdmitAsync(operators, node);
        var head = new HeadChain(operators.Nodes[0]).Next(Clock.Now, (5, 1));
        await Refusals.WithAsync(AdmissionFault.PinNotListed, () => hub.SubmitAsync(operators.Nodes[1], head));
    }

    [Fact]
    public async Task Admits_heads_signed_with_SM2()
    {
        var operators = Operators.Incept(Data, "510100");
        await using var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        await hub.SubmitAsync(operators.Shanghai, new HeadChain(operators.Shanghai).Next(Clock.Now, (5, 1)));
        var device = new PackageReader(operators.Nodes);
        await device.ApplyAsync(hub, "nation", Clock.Now);
        Assert.Equal(1, device.States["510100"].Get(5));
    }

    [Fact]
    public async Task Binds_the_newest_heads_into_the_log()
    {
        var (operators, chain) = Region();
        await using var hub = await ReadyAsync(operators);
        var source = hub.Services.GetRequiredService<Transparency.IHeadSource>();
        Assert.Empty(source.Newest());
        await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
        var (region, version, hash) = Assert.Single(source.Newest());
        Assert.Equal(("310000", 1L, Convert.ToHexString(chain.Newest.Span)), (region, version, Convert.ToHexString(hash.Span)));
    }

    private (Operators Operators, HeadChain Chain) Region()
    {
        var operators = Operators.Incept(Data);
        return (operators, new HeadChain(operators.Shanghai));
    }

    private async Task<RunningHub> ReadyAsync(Operators operators)
    {
        var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        return hub;
    }
}
