using System.Diagnostics;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>2020: a Shanghai licence is good in the Yangtze River Delta, and not yet in Beijing.</summary>
public sealed class Crossing(Country country, Props props)
{
    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("issue", "A Shanghai driver (example)", "applies, proves a device key and collects a licence with portrait", Issue),
        new("verify-home", "A Shanghai police counter", "asks its own gateway", VerifyHome),
        new("verify-across", "A Jiangsu traffic officer", "checks the licence on a handheld, offline, while the hub is switched off", VerifyAcross),
        new("refuse-unrecognised", "A Beijing traffic officer", "checks the same licence; in 2020 Beijing has no agreement with Shanghai", RefuseUnrecognised),
    ];

    private async Task<StepEnd> Issue(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        (_, props.ShanghaiPhone) = await country.Collect(Driver.Shanghai, cancel);
        var took = watch.Elapsed;
        await File.WriteAllBytesAsync(country.Workspace.File("licence.cbor"), props.ShanghaiPhone.IssuerSigned, cancel);
        return new StepEnd(props.ShanghaiPhone.IssuerSigned.Length > Driver.Portrait.Length, "Issued", Note: $"{props.ShanghaiPhone.IssuerSigned.Length} bytes with a {Driver.Portrait.Length}-byte portrait, in {took.TotalMilliseconds:F0} ms.");
    }

    private async Task<StepEnd> VerifyHome(CancellationToken cancel)
    {
        var verdict = await country.Ask(Region.Shanghai, props.ShanghaiPhone.Present("counter.shanghai.example"), "counter", live: false, cancel);
        return verdict.Expect("Accepted", "", "A region always recognises its own.");
    }

    private async Task<StepEnd> VerifyAcross(CancellationToken cancel)
    {
        var handheld = props.JiangsuHandheld = new Handheld(country.Workspace, country.Clock, "jiangsu");
        var (synced, answer) = await handheld.Sync(country.Hub.PublicUrl, country.Hub.TrustAnchor, cancel);
        if (synced != 0) return new StepEnd(false, Note: answer.ToJsonString());
        await country.Hub.Stop();
        var (code, verdict) = await handheld.Verify(props.ShanghaiPhone.Present("handheld.jiangsu.example"), Region.Jiangsu.Code, "roadside", cancel);
        await country.Hub.Start(country.Http, cancel);
        handheld.Keep(country.Workspace.Folder("try"));
        var agreement = verdict["restsOn"]!["agreement"]?.GetValue<string>();
        var end = verdict.Expect("Accepted", "", $"Under the agreement {agreement}, with the hub stopped.");
        return end with { Ok = end.Ok && code == 0 && agreement == "yangtze-river-delta-2020" };
    }

    private async Task<StepEnd> RefuseUnrecognised(CancellationToken cancel)
    {
        var verdict = await country.Ask(Region.Beijing, props.ShanghaiPhone.Present("officer.beijing.example"), "roadside", live: false, cancel);
        var from = verdict["restsOn"]!["recognisedFrom"]?.GetValue<string>();
        var end = verdict.Expect("Refused", "NotRecognised", $"Recognised from {from} on.");
        return end with { Ok = end.Ok && from == "2021-08-31T16:00:00Z" };
    }
}
