using Demo.People;
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
        new("admit", "Shanghai, Jiangsu, Suzhou, Tianjin, Henan, Beijing", "make their own keys; the nation enters their roots; their nodes start and take drivers' records", Admit),
    ];

    private async Task<StepEnd> Ceremony(CancellationToken cancel)
    {
        var root = await country.Found(cancel);
        var served = await country.Http.GetByteArrayAsync(new Uri(country.Hub.PublicUrl, "tuf/1.root.json"), cancel);
        var signatures = MetadataReader.Root(root).Value.Signatures.Length;
        return new StepEnd(served.AsSpan().SequenceEqual(root) && signatures == 3, Note: $"Root 1 carries {signatures} signatures; the hub serves it at {country.Hub.PublicUrl}.");
    }

    private async Task<StepEnd> Admit(CancellationToken cancel)
    {
        await country.Admit(Region.Admitted, cancel);
        await country.Register(Driver.Shanghai, cancel);
        await country.Register(Driver.Zhengzhou, cancel, letters: "AH", points: 3);
        await country.Register(Driver.ZhengzhouSecond, cancel);
        await country.Register(Driver.ZhengzhouThird, cancel);
        return new StepEnd(true, Note: $"{country.Sites.Count} regions, each with its own keys, published and reachable from every gateway.");
    }
}
