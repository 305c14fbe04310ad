using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Credentials;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Demo.Steps;

/// <summary>What thieves and false hubs try.</summary>
public sealed class Attacks(Country country, Props props, string oldHub)
{
    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("tamper", "A forger", "changes one bit of the name in a presentation", Tamper),
        new("unknown-issuer", "Guangzhou, never admitted here", "issues a licence under its own root", UnknownIssuer),
        new("hub-rollback", "A false hub", "serves the list of an earlier day", Rollback),
        new("hub-freeze", "A false hub", "serves the same list for ever", Freeze),
        new("hub-mix", "A false hub", "serves today's timestamp with an older snapshot", Mix),
    ];

    private async Task<StepEnd> Tamper(CancellationToken cancel)
    {
        var shown = props.ZhengzhouSecondPhone.Present("officer.beijing.example");
        var name = System.Text.Encoding.UTF8.GetBytes(Driver.ZhengzhouSecond.GivenName);
        var at = shown.Response.AsSpan().IndexOf(name);
        shown.Response[at + name.Length - 1] ^= 1;
        var verdict = await country.Ask(Region.Beijing, shown, "roadside", live: false, cancel);
        return verdict.Expect("Refused", "DigestMismatch", "The digest in the signed object no longer fits.");
    }

    private async Task<StepEnd> UnknownIssuer(CancellationToken cancel)
    {
        var now = country.Clock.Now;
        var region = Region.Guangzhou;
        var province = ProvinceFolder.Create(country.Workspace.Folder("guangzhou-not-admitted"), region.Code, region.NameEn, region.Iso3166, now);
        var (signer, device) = (SoftwareSigner.Create(SignatureAlgorithm.ES256), SoftwareSigner.Create(SignatureAlgorithm.ES256));
        var licence = MdocIssuer.Issue(new IssuanceRequest
        {
            Elements = Driver.Guangzhou.ToLicence().ToElements(),
            DeviceKey = device.PublicKey,
            SignedAt = now,
            ValidFrom = now,
            ValidUntil = now.AddDays(90),
            StatusUri = $"{country.Hub.PublicUrl.OriginalString}/status/{region.Code}/0",
            StatusIndex = 1,
            Signer = DocumentSigner.Of(signer, province.CertifyDocumentSigner(signer.PublicKey, now)).Value,
        });
        var verdict = await country.Ask(Region.Beijing, Phone.Of(device, licence).Present("officer.beijing.example"), "roadside", live: false, cancel);
        return verdict.Expect("Refused", "UnknownIssuer", "Well signed, by a root that the nation never entered.");
    }

    private async Task<StepEnd> Rollback(CancellationToken cancel)
    {
        var (synced, fresh) = await props.JiangsuHandheld.Sync(country.Hub.PublicUrl, anchor: null, cancel);
        if (synced != 0) return new StepEnd(false, Note: fresh.ToJsonString());
        return await Refused(oldHub, "RolledBack", "An older timestamp was served", cancel);
    }

    private async Task<StepEnd> Freeze(CancellationToken cancel)
    {
        var frozen = FalseHub.Record(country.Hub.PublicFolder, country.Workspace.Folder("false-hub-frozen"));
        await country.Clock.Advance(TimeSpan.FromHours(30), cancel);
        return await Refused(frozen, "Frozen", "Thirty hours later the timestamp has expired", cancel);
    }

    private async Task<StepEnd> Mix(CancellationToken cancel)
    {
        await Wait.Until("the real hub signs a new timestamp", async () => (await props.JiangsuHandheld.Sync(country.Hub.PublicUrl, anchor: null, cancel)).Code == 0, cancel);
        var henan = country[Region.Henan];
        henan.Province.Renew(Path.Combine(henan.IssuerData, "inbox"), country.Clock.Now);
        var newest = Named(country.Hub.PublicFolder);
        await Wait.Until("the hub publishes a new snapshot", () => Task.FromResult(Named(country.Hub.PublicFolder) > newest), cancel);
        var mixed = FalseHub.Record(country.Hub.PublicFolder, country.Workspace.Folder("false-hub-mixed"));
        var named = Named(mixed);
        File.Copy(OlderSnapshot(mixed, named), Snapshot(mixed, named), overwrite: true);
        return await Refused(mixed, "Mixed", "The snapshot is not the one that the timestamp names", cancel);
    }

    // One that is no longer than the newest: a longer one is refused for its length before it is read.
    private static string OlderSnapshot(string folder, long named)
    {
        var length = new FileInfo(Snapshot(folder, named)).Length;
        for (var version = named - 1; version > 0; version--)
            if (new FileInfo(Snapshot(folder, version)) is { Exists: true } older && older.Length <= length) return older.FullName;
        throw new InvalidOperationException("no older snapshot fits");
    }

    private static string Snapshot(string folder, long version) => Path.Combine(folder, "tuf", $"{version}.snapshot.json");

    // The snapshot that the timestamp names: one whose file stands already may not be published yet.
    private static long Named(string folder) => MetadataReader.Timestamp(File.ReadAllBytes(Path.Combine(folder, "tuf", "timestamp.json"))).Value.Signed.Snapshot.Version;

    private async Task<StepEnd> Refused(string folder, string fault, string note, CancellationToken cancel)
    {
        await using var falseHub = await FalseHub.Serve(folder, cancel);
        var (code, answer) = await props.JiangsuHandheld.Sync(falseHub.Url, anchor: null, cancel);
        var kept = answer["trustList"]?["snapshot"]?.GetValue<long>();
        return new StepEnd(
            code == 1 && answer["fault"]?.GetValue<string>() == fault && kept is not null,
            "Refused", answer["fault"]?.GetValue<string>() ?? "", $"{note}; the good state (snapshot {kept}) is kept.");
    }
}
