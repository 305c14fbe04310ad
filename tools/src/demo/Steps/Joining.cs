using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Demo.Steps;

/// <summary>A seventh region joins, with the national algorithm SM2, while the rest runs.</summary>
public sealed class Joining(Country country, Props props)
{
    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("join", "Chengdu", "joins as the seventh region, its licences signed with SM2, while desks elsewhere go on checking", Join),
    ];

    private async Task<StepEnd> Join(CancellationToken cancel)
    {
        using var joined = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var desk = KeepAsking(joined.Token);
        await country.Admit([Region.Chengdu], cancel);
        var (_, phone) = await country.Issue(Driver.Chengdu, cancel);
        props.ChengduPhone = phone;
        var verdict = await country.AskLive(Region.Beijing, () => phone.Present("officer.beijing.example"), "roadside", cancel);
        await joined.CancelAsync();
        var (asked, refused) = await desk;
        var algorithm = AlgorithmOf(verdict["issuer"]?["certificateThumbprint"]?.GetValue<string>() ?? "");
        var end = verdict.Expect("Accepted", "", $"A Chengdu licence signed with {algorithm}, status and live answer too. Meanwhile Beijing asked {asked} times about another licence, refused {refused} times.");
        return end with { Ok = end.Ok && algorithm == nameof(SignatureAlgorithm.SM2) && asked > 0 && refused == 0 };
    }

    // What Chengdu's own list, as the hub serves it, says of the certificate that signed.
    private string? AlgorithmOf(string thumbprint) => Directory
        .EnumerateFiles(Path.Combine(country.Hub.PublicFolder, "tuf", "targets", "regions", Region.Chengdu.Code), "*.issuers.json")
        .Select(file => IssuersDocument.Read(File.ReadAllBytes(file)).Value.Find(thumbprint)?.Alg).FirstOrDefault(algorithm => algorithm is not null);

    private async Task<(int Asked, int Refused)> KeepAsking(CancellationToken until)
    {
        var (asked, refused) = (0, 0);
        while (!until.IsCancellationRequested)
        {
            try
            {
                var verdict = await country.Ask(Region.Beijing, props.ZhengzhouThirdPhone.Present("desk.beijing.example"), "rental", live: false, until);
                asked++;
                if (verdict.Outcome() != "Accepted") refused++;
                await Task.Delay(200, until);
            }
            catch (OperationCanceledException) when (until.IsCancellationRequested)
            {
                break;
            }
        }

        return (asked, refused);
    }
}
