using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;

namespace Demo.Steps;

/// <summary>The list of whom to trust comes to be, and six regions enter it.</summary>
public sealed class Foundation(Country country)
{
    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("ceremony", "National operators", "sign the first root (3 of 5) and the first targets (2 of 3) offline; the hub starts", Ceremony),
        new("admit", "Shanghai, Jiangsu, Suzhou, Tianjin, Henan, Beijing", "make their own keys; the nation enters their roots; their nodes start", Admit),
    ];

    private async Task<StepEnd> Ceremony(CancellationToken cancel)
    {
        var keys = await country.Hub.Incept(cancel);
        country.Nation = new Nation(country.Workspace.Folder("national-operators"), keys);
        var root = country.Nation.SignRoot(country.Clock.Now);
        var (targets, files) = country.Nation.SignTargets(country.Clock.Now);
        country.Hub.Install(root, targets, files);
        await country.Hub.Start(country.Http, cancel);
        var served = await country.Http.GetByteArrayAsync(new Uri(country.Hub.PublicUrl, "tuf/1.root.json"), cancel);
        var signatures = MetadataReader.Root(root).Value.Signatures.Length;
        return new StepEnd(served.AsSpan().SequenceEqual(root) && signatures == 3, Note: $"Root 1 carries {signatures} signatures; the hub serves it at {country.Hub.PublicUrl}.");
    }

    private async Task<StepEnd> Admit(CancellationToken cancel)
    {
        foreach (var region in Region.Admitted) country.Sites[region.Code] = new RegionSite(region, country.Workspace, country.Clock, country.Hub);
        foreach (var pair in country.Sites.Values.Chunk(2)) await Task.WhenAll(pair.Select(site => site.Incept(cancel)));
        foreach (var site in country.Sites.Values) country.Nation!.Admit(site.Region, site.Province.IacaThumbprint, site.Province.Operators, country.Clock.Now);
        var (targets, files) = country.Nation!.SignTargets(country.Clock.Now);
        await country.Hub.Submit(RoleNames.Targets, targets, files, cancel);
        foreach (var site in country.Sites.Values)
        {
            site.StartIssuer();
            site.StartGateway();
        }

        await country.Synchronised(cancel);
        return new StepEnd(true, Note: $"{country.Sites.Count} regions, each with its own keys, published and reachable from every gateway.");
    }
}
