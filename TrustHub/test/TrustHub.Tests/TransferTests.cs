using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Storage;
using TrustHub.Tests.Support;
using TrustList.Format.Signing;
using TrustList.Format.Transfers;

namespace TrustHub.Tests;

/// <summary>Drivers who move, in the log: admitted from either side, in the next epoch, never after the deadline, each licence once.</summary>
public sealed class TransferTests : LogTest
{
    private NodeIdentity Jiangsu => Operators.Nodes[1];

    private TransferMaker Moves => new(Operators.Shanghai, Jiangsu, () => Clock.Now);

    [Fact]
    public async Task Proves_a_transfer_once_its_epoch_is_witnessed()
    {
        await using var hub = await StartBothAsync();
        var record = Moves.Record(7);
        var receipt = await hub.SubmitAsync(Operators.Shanghai, Moves.Request(record));
        var epoch = await LoggedAsync(hub, record);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync($"/log/transfers/{epoch}")).StatusCode);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);

        var logged = LoggedTransfers.Read(await hub.Http.GetByteArrayAsync($"/log/transfers/{epoch}")).Value;
        Assert.True(logged.Verify(Witnesses.Policy, Clock.Now).Ok);
        var proof = TransferProof.Read(logged.Prove(logged.IndexOf(record.Hash().Span)).Write()).Value.Verify(KeyOf, Witnesses.Policy, Clock.Now);
        Assert.True(proof.Ok, proof.Detail);
        Assert.Equal(epoch, proof.Value.Epoch.Epoch.Number);
        Assert.Equal(receipt.Sha256, (await hub.SubmitAsync(Jiangsu, Moves.Request(record, Jiangsu))).Sha256);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync("/log/transfers/0")).StatusCode); // An epoch/1 has none.
    }

    [Fact]
    public async Task Takes_a_record_once_from_both_sides()
    {
        await using var hub = await StartBothAsync();
        var record = Moves.Record(7);
        Assert.False((await hub.SubmitAsync(Jiangsu, Moves.Request(record, Jiangsu))).Duplicate);
        Assert.True((await hub.SubmitAsync(Operators.Shanghai, Moves.Request(record))).Duplicate);
        Assert.Single(hub.Services.LogStore().TransfersAfter(0));
    }

    [Fact]
    public async Task Rejects_a_second_transfer_of_a_licence_to_another_region_and_logs_one()
    {
        await using var hub = await StartBothAsync();
        var first = Moves.Record(7);
        await hub.SubmitAsync(Operators.Shanghai, Moves.Request(first));
        await LoggedAsync(hub, first);
        await Refusals.WithAsync(AdmissionFault.EntrySpent, () => hub.SubmitAsync(Operators.Shanghai, Moves.Request(Moves.Record(7))));
        Clock.Now = Clock.Now.AddDays(1);
        await Refusals.WithAsync(AdmissionFault.EntrySpent, () => hub.SubmitAsync(Operators.Shanghai, Moves.Request(Moves.Record(7))));
        await hub.SubmitAsync(Operators.Shanghai, Moves.Request(Moves.Record(8)));
    }

    [Fact]
    public async Task Rejects_a_record_that_the_other_side_did_not_sign()
    {
        await using var hub = await StartBothAsync();
        var forged = Moves.Request(Moves.Record(7), toKey: SoftwareSigner.Create(SignatureAlgorithm.ES256));
        await Refusals.WithAsync(AdmissionFault.BadSignature, () => hub.SubmitAsync(Operators.Shanghai, forged));
    }

    [Fact]
    public async Task Rejects_a_record_that_a_third_region_brings()
    {
        await using var hub = await StartBothAsync();
        var request = Moves.Request(Moves.Record(7));
        request.Region = "330000";
        await Refusals.WithAsync(AdmissionFault.WrongRegion, () => hub.SubmitAsync(Operators.Shanghai, request));
        // And a side's word by another's key.
        await Refusals.WithAsync(AdmissionFault.PinNotListed, () => hub.SubmitAsync(Jiangsu, Moves.Request(Moves.Record(7))));
    }

    [Fact]
    public async Task Never_puts_a_transfer_into_an_epoch_after_its_deadline()
    {
        var plan = new List<long>();
        await using (var hub = await StartBothAsync())
        {
            // Admitted just in time, and then no epoch is made before the deadline: the store says what would go into one.
            var record = Moves.Record(7);
            await hub.SubmitAsync(Operators.Shanghai, Moves.Request(record));
            await LoggedAsync(hub, record);
            var store = hub.Services.LogStore();
            var waits = store.Append(new TrustHub.Transparency.NewTransfer(Moves.Record(8), new byte[1], Clock.Now, "waits-for-ever", ""));
            plan.AddRange(store.WaitingTransfers(waits.NotAfter, 10).Select(row => row.Id));
            Assert.Empty(store.WaitingTransfers(waits.NotAfter.AddSeconds(1), 10));
            Assert.Null(store.Spending(waits.From, waits.Entry, waits.NotAfter.AddSeconds(1))); // The licence may move after all.
        }
        Assert.True(plan.Count <= 1);
    }

    [Theory]
    [InlineData("UPDATE transfer SET epoch = NULL", "the root over the transfers is not theirs")]
    [InlineData("UPDATE transfer SET not_after = 1", "holds transfer 1 after its deadline")]
    [InlineData("UPDATE transfer SET to_region = '330000'", "the row is of other bytes")]
    [InlineData("UPDATE transfer SET signed = x'00'", "not a transfer")]
    [InlineData("INSERT INTO transfer (hash, from_region, to_region, entry, not_after, signed, sha256, at, submission_id, caller, epoch) SELECT x'00', from_region, to_region, entry, not_after, signed, sha256, at, 'twice-in-the-log', caller, epoch FROM transfer", "a second time")]
    public async Task Finds_transfers_that_were_tampered_with(string sql, string violation)
    {
        await using (var hub = await StartBothAsync())
        {
            var record = Moves.Record(7);
            await hub.SubmitAsync(Operators.Shanghai, Moves.Request(record));
            await LoggedAsync(hub, record);
            await Until.TrueAsync(hub.EverythingIsLogged, hub.Unlogged);
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
            await hub.PublishedAsync();
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
        using (var connection = new SqliteConnection($"Data Source={HubDatabase.FileIn(Data)};Foreign Keys=False;Pooling=False"))
            Assert.NotEqual(0, connection.Execute(sql));
        Assert.Contains(RepositoryCheck.Violations(Data), found => found.Contains(violation, StringComparison.Ordinal));
    }

    private async Task<Support.RunningHub> StartBothAsync()
    {
        var hub = await StartLoggedAsync();
        await hub.AdmitAsync(Operators, Operators.Shanghai);
        await hub.AdmitAsync(Operators, Jiangsu);
        return hub;
    }

    private static async Task<long> LoggedAsync(Support.RunningHub hub, TransferRecord record)
    {
        var store = hub.Services.LogStore();
        await Until.TrueAsync(() => store.Transfer(record.Hash())?.Epoch is { } epoch && hub.Services.EpochLog().Offered?.Size > epoch);
        return store.Transfer(record.Hash())!.Epoch!.Value;
    }

    private PublicKey? KeyOf(string region, string keyId) =>
        Operators.Nodes.Single(node => node.Code == region).Region.StatusKey.PublicKey is var key && key.Thumbprint == keyId ? key : null;
}
