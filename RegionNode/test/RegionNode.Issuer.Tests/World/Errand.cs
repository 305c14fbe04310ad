using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Issuing;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.World;

/// <summary>
/// One driver's way from record to revocation, by callers who ask again until they are answered. Whatever dies meanwhile, at the
/// end everything has happened, once.
/// </summary>
internal sealed class Errand(TestRegion region, Func<Task> revive)
{
    private readonly SoftwareSigner deviceKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private JsonNode? offer;
    private byte[]? licence;

    internal async Task RunAsync(int driver)
    {
        await UntilAsync("the first list is there", _ => Task.FromResult(region.Journal.Lists.Any()));
        await UntilAsync("the first head is there", _ => Task.FromResult(region.Journal.Chains.Of("head").Count > 0));
        await UntilAsync("the record is put", async office => (await office.PutAsync(driver)).Status is HttpStatusCode.Created or HttpStatusCode.NoContent);
        await UntilAsync("the application is taken", async office => (await ApplyAsync(office, driver)) is not null);
        await UntilAsync("the licence is collected", async _ => (licence = await CollectAsync()) is not null);
        await UntilAsync("an event is recorded", async office => (await office.RecordAsync(driver, new JsonObject { ["kind"] = "Held", ["reference"] = "decision" })).Status == HttpStatusCode.Created);
        await UntilAsync("the status is changed", async office => (await office.ChangeAsync(LicenceId, "E")).Status == HttpStatusCode.OK);
        await UntilAsync("the list says it", _ => Task.FromResult(Listed()));
        await UntilAsync("the head says it", _ => Task.FromResult(Headed()));
        await UntilAsync("the licence is in a batch", _ => Task.FromResult(Batched()));
        await UntilAsync("all is decided", async office => Decided(await office.GetAsync("/operator/outbox?limit=200")));
    }

    /// <summary>What must hold however the way was.</summary>
    internal async Task CheckAsync()
    {
        Assert.Equal(licence, await CollectAsync());
        using var office = Office.Of(region);
        var now = (await office.GetAsync($"/licences/{LicenceId}")).Json;
        Assert.Equal(offer!["statusIndex"]!.GetValue<int>(), now["statusIndex"]!.GetValue<int>());
        Assert.Equal("Invalid", now["value"]!.GetValue<string>());
    }

    /// <summary>The index that the licence was given.</summary>
    internal int StatusIndex => offer!["statusIndex"]!.GetValue<int>();

    private string LicenceId => offer!["licenceId"]!.GetValue<string>();

    private async Task<JsonNode?> ApplyAsync(Office office, int driver)
    {
        var answer = await office.ApplyAsync(driver);
        return answer.Status == HttpStatusCode.Created ? offer = answer.Json : null;
    }

    private async Task<byte[]?> CollectAsync()
    {
        using var phone = Phone.Of(region, deviceKey);
        var (answer, bytes) = await phone.CollectAsync(offer!["offer"]!.GetValue<string>());
        return answer.Status == HttpStatusCode.OK ? bytes : null;
    }

    private bool Listed()
    {
        if (region.Journal.Lists.LastOrDefault() is not { } list)
            return false;
        var key = PublicKey.FromSpki(Convert.FromBase64String(region.Request.StatusKeySpki)).Value;
        var read = VerifiedStatusList.Verify(list.Cwt.Memory, list.Uri, _ => key, region.Clock.GetUtcNow());
        return read.Value.List[offer!["statusIndex"]!.GetValue<int>()] == (byte)StatusValue.Invalid;
    }

    private bool Headed() =>
        region.Journal.Chains.Of("head").Count > 0 && region.Headed().StatusOf(offer!["statusIndex"]!.GetValue<int>()) == StatusValue.Invalid;

    /// <summary>The leaf the node recorded for this licence, in some batch at the hub.</summary>
    private bool Batched()
    {
        var issued = IssuanceLeaf.Entry(0, offer!["statusIndex"]!.GetValue<int>());
        var mso = LoggedLicence.MsoSha256(licence);
        return region.LeafOf(issued) is { } recorded && recorded.MsoSha256.AsSpan().SequenceEqual(mso)
            && region.Journal.Chains.Leaves(region.StatusKey, region.Clock.GetUtcNow())
                .Any(leaf => leaf.Span.SequenceEqual(IssuanceLeaf.Hash(recorded.Blind, mso, issued).Span));
    }

    private static bool Decided(Answer outbox) =>
        outbox.Status == HttpStatusCode.OK && outbox.Json["items"]!.AsArray().All(entry => entry!["state"]!.GetValue<string>() == "Accepted");

    private Task UntilAsync(string what, Func<Office, Task<bool>> step) => Eventually.TrueAsync(
        async () =>
        {
            await revive();
            try
            {
                using var office = Office.Of(region);
                return await step(office);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException)
            {
                return false;
            }
        },
        what);
}
