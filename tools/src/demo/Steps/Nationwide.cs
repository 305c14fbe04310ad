using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>2021: twenty-eight cities, then the whole country; a rental desk sees no more than it may.</summary>
public sealed class Nationwide(Country country, Props props)
{
    private static readonly DateTimeOffset AfterCities = new(2021, 9, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset AfterNation = new(2021, 12, 11, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("recognise-after-date", "The Beijing officer", "checks again after 1 September 2021; a Henan licence only counts after 10 December", RecogniseAfterDate),
        new("rental", "A rental desk in Beijing", "checks a Zhengzhou driver who shows everything, and gets only what renting a car needs", Rental),
    ];

    private async Task<StepEnd> RecogniseAfterDate(CancellationToken cancel)
    {
        await country.MoveTo(AfterCities, cancel);
        props.Zhengzhou = await country.Collect(Driver.Zhengzhou, cancel);
        var shanghai = await country.Ask(Region.Beijing, props.ShanghaiPhone.Present("officer.beijing.example"), "roadside", live: false, cancel);
        var early = await country.Ask(Region.Beijing, props.Zhengzhou.Phone.Present("officer.beijing.example"), "roadside", live: false, cancel);
        await country.MoveTo(AfterNation, cancel);
        var henan = await country.Ask(Region.Beijing, props.Zhengzhou.Phone.Present("officer.beijing.example"), "roadside", live: false, cancel);
        var end = henan.Expect("Accepted", "", $"Shanghai in September: {shanghai.Outcome()}. Henan in September: {early.Outcome()} ({early.Reason()}), in December: {henan.Outcome()}.");
        return end with { Ok = end.Ok && shanghai.Outcome() == "Accepted" && early.Outcome() == "Refused" && early.Reason() == "NotRecognised" };
    }

    private async Task<StepEnd> Rental(CancellationToken cancel)
    {
        var verdict = await country.Ask(Region.Beijing, props.Zhengzhou.Phone.Present("desk.rental.example"), "rental", live: false, cancel);
        var (passed, withheld) = (verdict.Elements(), verdict["withheld"]!.AsArray().Select(name => name!.GetValue<string>().Split('/')[^1]).ToArray());
        var end = verdict.Expect("Accepted", "", $"Passed on: {string.Join(", ", passed)}. Withheld: {string.Join(", ", withheld)}.");
        return end with
        {
            Ok = end.Ok && passed.Contains("portrait") && passed.Contains("driving_privileges") && !passed.Contains("document_number") && !passed.Contains("birth_date")
                && withheld.Contains("document_number") && withheld.Contains("birth_date"),
        };
    }
}
