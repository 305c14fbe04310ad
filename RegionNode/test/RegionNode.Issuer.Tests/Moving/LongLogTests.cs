using System.Collections.Concurrent;
using System.Security.Cryptography;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>Much is to be read of a log: that holds up no move of which enough was read.</summary>
public sealed class LongLogTests
{
    private const string Next = "hub.test/next";
    private const int BundleEpochs = 256;

    [Fact]
    public async Task Begins_a_log_that_goes_on_with_one_it_knows_where_it_knows_it_to()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        for (var epoch = 0; epoch < 2 * BundleEpochs; epoch++)
            far.Log.Append(Instants.WholeSeconds(far.Near.Clock.GetUtcNow()), SHA256.HashData("a snapshot"u8));
        far.Append();
        await Eventually.TrueAsync(() => far.Near.Stored(db => TransferWalkTable.Newest(db) is { } read && TransferWalkTable.Find(db, read)!.Size == far.LogSize), "the log is read");
        await driver.RequestAsync();
        await driver.PrepareAsync();
        far.Name(far.Log.Fork(Next));
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Near.Hub!.Heard.Clear();
        far.Believe();
        far.Append();
        await driver.AnswersAsync("Valid");
        Assert.Equal(far.LogSize, far.Near.Stored(db => TransferWalkTable.Find(db, Next)!.Size));
        var asked = far.Near.Hub.Heard.Select(System.Text.Encoding.UTF8.GetString).Where(line => line.Contains("/log/tile/entries/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, line => line.Contains("/entries/000 ", StringComparison.Ordinal)); // The first epochs are known.
    }

    [Fact]
    public async Task Does_what_a_stretch_says_before_it_reads_the_next()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        var signed = await driver.PrepareAsync();
        await far.Near.StopIssuerAsync();
        far.Append(signed);
        var acts = new ConcurrentQueue<string>();
        await far.Near.StartIssuerAsync(real => new TellingStore(real, act =>
        {
            if (act is not ("walk log" or "commit transfer"))
                return;
            acts.Enqueue(act);
            if (act == "walk log" && acts.Count(read => read == act) < 3)
                far.Append(); // Whenever it has read, there is more.
        }));
        await far.Near.ReadyAsync();
        far.Believe();
        await Eventually.TrueAsync(() => acts.Count == 4, "all is read and done");
        Assert.Equal(["walk log", "commit transfer", "walk log", "walk log"], acts);
        await driver.AnswersAsync("Transferred");
    }
}
