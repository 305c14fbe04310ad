using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>What the new office takes, and how it takes it back.</summary>
public sealed class ArrivalTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("E")]
    public async Task Rejects_a_driver_who_holds_or_held_a_licence_of_this_region(string letters)
    {
        await using var far = await FarRegion.StartAsync();
        using var office = Office.Of(far.Near);
        using var desk = new MovingDesk(far.Near);
        using var phone = Phone.Of(far.Near);
        var offer = await office.OfferAsync(7);
        await phone.LicenceAsync(offer);
        if (letters != "A")
            Assert.Equal(HttpStatusCode.OK, (await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), letters)).Status);
        far.Gives = acceptance => far.Prepare(acceptance, FarRegion.DossierOf(7));

        var id = NewId();
        Assert.Equal(HttpStatusCode.Accepted, (await desk.AcceptAsync(id)).Status);
        await desk.StandsAsync(id, "Aborted");

        Assert.Equal("HeldHere", (await desk.StandingAsync(id)).Reason);
        Assert.Empty(far.Confirmed); // Nothing was signed.
        Assert.Equal(letters, (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(7)}")).Json["letters"]!.GetValue<string>());
    }

    [Fact]
    public async Task Rejects_a_driver_whose_own_record_bars_the_move()
    {
        await using var far = await FarRegion.StartAsync();
        using var office = Office.Of(far.Near);
        using var desk = new MovingDesk(far.Near);
        await office.PutAsync(8, "E");
        far.Gives = acceptance => far.Prepare(acceptance, FarRegion.DossierOf(8));
        var id = NewId();
        await desk.AcceptAsync(id);
        await desk.StandsAsync(id, "Aborted");
        Assert.Equal("HeldHere", (await desk.StandingAsync(id)).Reason);
    }

    [Fact]
    public async Task Accepts_an_id_again_after_a_wrong_region_was_named_and_after_it_was_called_off()
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        var id = NewId();
        far.Gives = _ => throw FarRegion.Over(MoveReason.NoSuchTransfer); // The wrong region knows no such move.
        await desk.AcceptAsync(id);
        await desk.StandsAsync(id, "Aborted");

        far.Gives = _ => throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "away"));
        Assert.Equal(HttpStatusCode.Accepted, (await desk.AcceptAsync(id)).Status);
        Assert.Equal("Requested", (await desk.StandingAsync(id)).State);
        Assert.Equal(HttpStatusCode.OK, (await desk.CancelAsync(id)).Status);
        Assert.Equal(("Aborted", "Cancelled"), await desk.StandingAsync(id));
        Assert.Equal(HttpStatusCode.OK, (await desk.CancelAsync(id)).Status); // Once more changes nothing.

        far.Gives = acceptance => far.Prepare(acceptance, FarRegion.DossierOf(9));
        Assert.Equal(HttpStatusCode.Accepted, (await desk.AcceptAsync(id)).Status);
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        Assert.Equal("TransferSigned", (await desk.CancelAsync(id)).Problem);
        Assert.Equal("Submitted", (await desk.StandingAsync(id)).State);
    }

    [Fact]
    public async Task Accepts_an_id_that_waits_for_a_region_that_is_away_from_the_right_region()
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        var id = NewId();
        Assert.Equal(HttpStatusCode.Accepted, (await desk.AcceptAsync(id)).Status);
        Assert.Equal("MoveRefused", (await desk.AcceptAsync(id, "990000")).Problem); // No such region: nothing changes.
        Assert.Equal(("Requested", null), await desk.StandingAsync(id));
        Assert.Equal("NoSuchTransfer", (await desk.CancelAsync(NewId())).Problem);

        Assert.Equal(FarSide.OtherCode, (await desk.AcceptAsync(id, FarSide.OtherCode)).Json["from"]!.GetValue<string>()); // A region, and the wrong one.
        far.Gives = acceptance => far.Prepare(acceptance, FarRegion.DossierOf(9));
        Assert.Equal(FarRegion.Code, (await desk.AcceptAsync(id)).Json["from"]!.GetValue<string>());
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        Assert.Equal("NoSuchTransfer", (await desk.AcceptAsync(id, FarSide.OtherCode)).Problem); // Signed is signed.
        Assert.Equal("Submitted", (await desk.StandingAsync(id)).State);
    }

    [Fact]
    public async Task Ends_no_fresh_acceptance_because_of_an_answer_to_the_one_before()
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        var (asked, told) = (new ConcurrentQueue<byte[]>(), new TaskCompletionSource());
        far.Holds = told.Task;
        far.Gives = acceptance =>
        {
            asked.Enqueue(acceptance.SealingKey.ToArray());
            return asked.First().AsSpan().SequenceEqual(acceptance.SealingKey.Span) ? throw FarRegion.Over(MoveReason.NoSuchTransfer) : far.Prepare(acceptance, FarRegion.DossierOf(9));
        };
        var id = NewId();
        await desk.AcceptAsync(id);
        await Eventually.TrueAsync(() => far.Waiting > 0, "the old region was asked");
        await desk.CancelAsync(id);
        await desk.AcceptAsync(id);
        told.SetResult(); // Now it refuses what was called off.
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        Assert.Equal("Submitted", (await desk.StandingAsync(id)).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accepts_another_office_until_it_has_signed_itself(bool oldSideHasSigned)
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        var (old, id, first) = (new OldSide(far, FarRegion.DossierOf(9)), NewId(), (byte[]?)null);
        far.Gives = acceptance =>
        {
            if (oldSideHasSigned)
            {
                first ??= acceptance.SealingKey.ToArray();
                old.Give(acceptance);
            }
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "the answer is lost"));
        };
        await desk.AcceptAsync(id);
        await Eventually.TrueAsync(() => first is not null || !oldSideHasSigned, "the old side has signed");
        Assert.Equal(HttpStatusCode.Accepted, (await desk.AcceptAsync(id, office: "310200")).Status);
        far.Gives = acceptance => first is null || first.AsSpan().SequenceEqual(acceptance.SealingKey.Span) ? old.Give(acceptance) : throw FarRegion.Over(MoveReason.TransferPending);
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        old.HasLeft = true;
        far.Append(far.Confirmed.First());
        await desk.StandsAsync(id, "Committed");
        var record = DriverRecord.FromBytes(far.Near.Stored(db => DriverRecordTable.Find(db, db.KeyOf(SyntheticDriver.FileNumber(9))))!.Value.Body);
        Assert.Equal("310200", record.Body.IssuingOfficeCode);
    }

    [Fact]
    public async Task Calls_off_a_request_and_the_driver_may_ask_again()
    {
        await using var far = await FarRegion.StartAsync();
        using var office = Office.Of(far.Near);
        using var desk = new MovingDesk(far.Near);
        using var phone = Phone.Of(far.Near);
        await phone.LicenceAsync(await office.OfferAsync(7));
        var first = (await desk.RequestAsync(7)).Json["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.OK, (await desk.CancelAsync(first)).Status);
        var second = (await desk.RequestAsync(7)).Json["id"]!.GetValue<string>();
        Assert.NotEqual(first, second);

        // A clock ahead is no reason to end it.
        var early = await Assert.ThrowsAsync<RpcException>(() => far.AskAsync(second, far.Accept(second, TimeSpan.FromMinutes(5))));
        Assert.Equal(StatusCode.Unavailable, early.StatusCode);
        Assert.Equal("Requested", (await desk.StandingAsync(second)).State);
        await far.AskAsync(second);
        Assert.Equal("Prepared", (await desk.StandingAsync(second)).State);
        Assert.Equal("TransferSigned", (await desk.CancelAsync(second)).Problem);
    }

    internal static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
