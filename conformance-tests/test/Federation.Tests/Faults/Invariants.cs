using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace Federation.Tests.Faults;

/// <summary>What must hold after any number of kills, however they fell.</summary>
internal sealed class Invariants(Country country, BusyOffice office, LogInvariants log)
{
    private RegionSite Site => country[Region.Shanghai];

    /// <summary>How many submissions have a receipt.</summary>
    public int Receipts { get; private set; }

    /// <summary>Walks all of them; the first that is broken is an assertion's failure.</summary>
    public async Task Hold(CancellationToken cancel)
    {
        // 1. The hub's published list, signed by the region, says what the office was told.
        await Wait.Until("every acknowledged change is in the hub's published list", async () => (await Unpublished(cancel)).Count == 0, cancel, seconds: 120);

        // 2. No index twice.
        Assert.Equal(office.Licences.Count, office.Licences.Values.Select(licence => (licence.Uri, licence.Index)).Distinct().Count());

        // 3. Every submission has one receipt, and no two the same.
        await Wait.Until("the outbox is empty", () => Task.FromResult(Outbox.Rows(Site).All(row => row.IsDone)), cancel, seconds: 120);
        await log.Logged(cancel);
        await Site.Stop();
        var places = Outbox.Rows(Site).Select(row => (row.Book, row.LogIndex)).ToList();
        Receipts = places.Count;
        Assert.True(Receipts > 2, "no submissions were made");
        Assert.DoesNotContain(places, place => place.LogIndex is null);
        Assert.Equal(places.Count, places.Distinct().Count());

        // 4. Hub and node hold the same heads and leaves; the hub's log is whole, by its operators' own tool.
        await country.Hub.Stop();
        log.Hold();
        var (code, report) = await country.Hub.Fsck(cancel);
        Assert.True(code == 0, report);
    }

    private async Task<List<string>> Unpublished(CancellationToken cancel)
    {
        var lists = new Dictionary<string, VerifiedStatusList>(StringComparer.Ordinal);
        foreach (var uri in office.Licences.Values.Select(licence => licence.Uri).Distinct())
        {
            var verified = VerifiedStatusList.Verify(await country.Http.GetByteArrayAsync(new Uri(uri), cancel), uri, StatusKey, country.Clock.Now);
            Assert.True(verified.Ok, $"{verified.Fault} {verified.Detail}");
            lists[uri] = verified.Value;
        }

        return [.. office.Licences
            .Where(licence => lists[licence.Value.Uri].StatusOf(licence.Value.Index) != StatusLetters.Worst(licence.Value.Letters))
            .Select(licence => licence.Key)];
    }

    // Read from the folder: the test stands beside the operator, not before the interface.
    private PublicKey? StatusKey(string keyId) =>
        SoftwareSigner.FromPkcs8Pem(File.ReadAllText(Path.Combine(Site.IssuerData, "keys", "status.test.pem"))) is { Ok: true, Value.PublicKey: var key } && key.Thumbprint == keyId ? key : null;
}
