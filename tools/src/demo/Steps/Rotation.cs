using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Demo.Steps;

/// <summary>A region changes its document-signer key; nobody who holds a licence notices.</summary>
public sealed class Rotation(Country country, Props props)
{
    private static readonly TimeSpan Notice = TimeSpan.FromHours(49);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("rotate", "Henan's operators", "certify the node's next document signer and publish it two days before it signs", Rotate),
        new("verify-after-rotation", "The Beijing officer", "checks a licence of the old key and one of the new", VerifyAfterRotation),
    ];

    private async Task<StepEnd> Rotate(CancellationToken cancel)
    {
        var henan = country[Region.Henan];
        (_, props.ZhengzhouSecondPhone) = await country.Collect(Driver.ZhengzhouSecond, cancel);
        using var client = henan.OfficeClient();
        var spki = await new Office(client).NextDocumentSigner(cancel);
        henan.Province.AddDocumentSigner(PublicKey.FromSpki(spki).Value, Path.Combine(henan.IssuerData, "inbox"), country.Clock.Now);
        await Wait.Until("the hub publishes the new signer", () => Task.FromResult(country.Hub.Serves($"{henan.Province.Version}.{RoleNames.Region(henan.Region.Code)}.json")), cancel);
        await country.MoveTo(country.Clock.Now + Notice, cancel);
        return new StepEnd(true, "Rotated", Note: "Two document signers stand in issuers.json: one retiring, one active.");
    }

    private async Task<StepEnd> VerifyAfterRotation(CancellationToken cancel)
    {
        (_, props.ZhengzhouThirdPhone) = await country.Collect(Driver.ZhengzhouThird, cancel);
        var old = await country.Ask(Region.Beijing, props.ZhengzhouSecondPhone.Present("officer.beijing.example"), "roadside", live: false, cancel);
        var fresh = await country.Ask(Region.Beijing, props.ZhengzhouThirdPhone.Present("officer.beijing.example"), "roadside", live: false, cancel);
        var (first, second) = (old["issuer"]?["certificateThumbprint"]?.GetValue<string>(), fresh["issuer"]?["certificateThumbprint"]?.GetValue<string>());
        var end = fresh.Expect("Accepted", "", $"Old key {first?[..8]}: {old.Outcome()}. New key {second?[..8]}: {fresh.Outcome()}.");
        return end with { Ok = end.Ok && old.Outcome() == "Accepted" && first != second };
    }
}
