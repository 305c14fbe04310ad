using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>A hub that serves a witnessed epoch with signatures that are not those it took: the root covers records alone.</summary>
public sealed class BrokenLogTests
{
    [Fact]
    public async Task Goes_by_its_own_copy_where_it_has_both_signatures()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        var signed = await driver.PrepareAsync();
        await far.ConfirmAsync(signed);
        far.Append(Broken(signed));
        await driver.AnswersAsync("Transferred");
        var proof = far.Near.Stored(db => TransferTable.Closed(db, driver.Id))!.Proof!;
        Assert.Equal(signed, TransferProof.Read(proof).Value.Transfer.ToArray()); // The holder gets a proof that holds.
    }

    [Fact]
    public async Task Waits_where_it_does_not_have_them_and_goes_on_once_they_are_shown()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        var signed = await driver.PrepareAsync();
        far.Append(Broken(signed));
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append(); // Past the deadline: but what stands in the log is not for the hub to hide.
        await Eventually.TrueAsync(async () => (await far.Near.HealthAsync()).Body.ToJsonString().Contains("BadSignature", StringComparison.Ordinal), "health tells it");
        Assert.Equal("Pending", await driver.LiveAsync());
        await far.ConfirmAsync(signed);
        await driver.AnswersAsync("Transferred");
    }

    private static byte[] Broken(byte[] signed)
    {
        var read = SignedTransfer.Read(signed).Value;
        var signature = read.ToSignature.ToArray();
        signature[^1] ^= 1;
        return (read with { ToSignature = signature }).Write();
    }
}
