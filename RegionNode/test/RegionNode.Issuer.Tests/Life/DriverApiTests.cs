using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>The province's system reads and records the life of a driver's licences.</summary>
public sealed class DriverApiTests
{
    [Fact]
    [NamesRule(OfficeRule.SeizureHandsInThePaper)]
    public async Task Seizes_in_the_next_head_states_the_duty_and_gives_back_after_the_paper()
    {
        await using var region = await TestRegion.StartAsync("--Node:RoutineSeconds=0");
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        await phone.LicenceAsync(offer);
        var seized = await office.RecordAsync(1, Event("Seized", "officer 7"));
        Assert.Equal(HttpStatusCode.Created, seized.Status);
        Assert.True(seized.Json["mustHandInPaper"]!.GetValue<bool>());
        Assert.Contains("paper", seized.Json["duty"]!["en"]!.GetValue<string>(), StringComparison.Ordinal);
        await HeadedAsync(region, offer, StatusValue.Suspended);
        var early = await office.RecordAsync(1, new JsonObject { ["from"] = "Seized", ["reference"] = "decision", ["kind"] = "Released" });
        Assert.Equal(("EventRefused", "PaperNotHandedIn"), (early.Problem, early.Json["reason"]!.GetValue<string>()));

        await office.RecordAsync(1, Event("PaperHandedIn", "receipt 1"));
        Assert.Equal(HttpStatusCode.Created, (await office.RecordAsync(1, new JsonObject { ["kind"] = "Released", ["from"] = "Seized", ["reference"] = "decision" })).Status);
        await HeadedAsync(region, offer, StatusValue.Valid);
        var driver = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(1)}")).Json;
        Assert.Equal("A", driver["letters"]!.GetValue<string>());
        Assert.Null(driver["paperDueSince"]);
    }

    [Fact]
    [NamesRule(OfficeRule.ClassChangeAppliesAgain)]
    public async Task Supersedes_at_a_class_change_and_issues_anew_with_the_class()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var old = await office.OfferAsync(1);
        await phone.LicenceAsync(old);
        var changed = await office.RecordAsync(1, new JsonObject { ["kind"] = "ClassAdded", ["code"] = "D", ["from"] = "2026-03-02" });
        Assert.Equal("Superseded", changed.Json["consequence"]!.GetValue<string>());
        Assert.Equal("Superseded", (await office.GetAsync($"/licences/{old["licenceId"]}")).Json["value"]!.GetValue<string>());

        using var again = Phone.Of(region);
        var offer = (await office.ApplyAsync(1)).Json;
        Assert.NotEqual(old["licenceId"]!.GetValue<string>(), offer["licenceId"]!.GetValue<string>());
        await again.LicenceAsync(offer);
        var licences = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(1)}")).Json["licences"]!.AsArray();
        Assert.Equal(["Superseded", "Valid"], licences.Select(licence => licence!["value"]!.GetValue<string>()));
    }

    [Fact]
    [NamesRule(OfficeRule.ClassChangeAppliesAgain)]
    public async Task Supersedes_at_a_record_that_is_put_with_another_class_and_not_at_the_same_again()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        await phone.LicenceAsync(offer);
        async Task<string> ValueAsync() => (await office.GetAsync($"/licences/{offer["licenceId"]}")).Json["value"]!.GetValue<string>();
        await office.PutAsync(1, points: 3);
        Assert.Equal("Valid", await ValueAsync());
        var record = SyntheticDriver.Record(1);
        record["classes"]!.AsArray().Add(new JsonObject { ["code"] = "D", ["issueDate"] = "2020-05-04" });
        await office.PutAsync(SyntheticDriver.FileNumber(1), record);
        Assert.Equal("Superseded", await ValueAsync());
    }

    [Fact]
    public async Task Lists_what_happened_in_pages()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        await phone.LicenceAsync(await office.OfferAsync(1));
        await office.RecordAsync(1, Event("Held", "decision 1"));
        var path = $"/drivers/{SyntheticDriver.FileNumber(1)}/events?limit=1";
        var first = (await office.GetAsync(path)).Json;
        Assert.Equal("Issued", Assert.Single(first["items"]!.AsArray())!["event"]!["kind"]!.GetValue<string>());
        var second = (await office.GetAsync($"{path}&after={first["next"]}")).Json;
        Assert.Equal(("Held", "D"), (second["items"]![0]!["event"]!["kind"]!.GetValue<string>(), second["items"]![0]!["letters"]!.GetValue<string>()));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task Rejects_what_is_no_event()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.PutAsync(1);
        foreach (var body in new JsonObject[]
        {
            [], new() { ["kind"] = "Forgotten" }, new() { ["kind"] = "Held" }, Event("Held", ""), new() { ["kind"] = "Held", ["reference"] = "1", ["more"] = 1 },
            new() { ["kind"] = "Overdue", ["what"] = "Soon" },
        })
        {
            var answer = await office.RecordAsync(1, body);
            Assert.Equal("EventMalformed", answer.Problem);
        }
        var own = await office.RecordAsync(1, new JsonObject { ["kind"] = "Issued", ["licenceId"] = "1" });
        Assert.Equal(("EventRefused", "RecordedByTheNode"), (own.Problem, own.Json["reason"]!.GetValue<string>()));
        Assert.Equal("NoSuchDriver", (await office.RecordAsync(2, Event("Held", "1"))).Problem);
        Assert.Equal("NoSuchDriver", (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(2)}")).Problem);
        Assert.Equal("NoSuchDriver", (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(2)}/events")).Problem);
    }

    private static JsonObject Event(string kind, string reference) => new() { ["kind"] = kind, ["reference"] = reference };

    private static Task HeadedAsync(TestRegion region, JsonNode offer, StatusValue value) => Eventually.TrueAsync(
        () => region.Journal.Chains.Of("head").Count > 0 && region.Headed().StatusOf(offer["statusIndex"]!.GetValue<int>()) == value, $"the head says {value}");
}
