using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Counter;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Counter;

/// <summary>The counter's answers that give no licence; those that do are beside the reviews.</summary>
public sealed class CounterTests
{
    // Which answer, with which reasons, and what the notice says of each.
    private static readonly (string Answer, string[] Reasons, string[] Words)[] Answers =
    [
        ("RecordIsWrong", ["NameWrong", "ClassesWrong"], ["姓名；准驾车型", "the name; the vehicle classes", "更正后请重新申请"]),
        ("NotEligible", ["PeriodOver"], ["驾驶证有效期已满", "the period of validity is over"]),
        ("Withdrawn", [], ["已按您的要求撤回", "withdrawn as you wished"]),
    ];

    [Fact]
    [NamesRule(OfficeRule.CounterAnswersEachCase)]
    public async Task Ends_the_application_with_the_reason_in_both_languages_and_lets_the_driver_apply_again()
    {
        await using var region = await TestRegion.StartAsync();
        using var reviewer = new Reviewer(region);
        foreach (var ((answer, reasons, words), number) in Answers.Select((one, at) => (one, at + 1)))
        {
            using var driver = await new Applicant(region, number).RegisteredAsync();
            var id = await ToTheCounterAsync(driver, reviewer);
            var path = $"/counter/cases/{await CaseAsync(reviewer)}/answer";
            Assert.Equal(HttpStatusCode.OK, (await reviewer.PostAsync(path, Body(answer, reasons))).Status);
            Assert.Equal("CaseAnswered", (await reviewer.PostAsync(path, Body(answer, reasons))).Problem);

            var ended = await driver.FindAsync(id);
            Assert.Equal(("Ended", 0), (ended["state"]!.GetValue<string>(), ended["refusals"]!.GetValue<int>()));
            var notice = (await driver.NoticesAsync())[^1];
            Assert.Equal("CounterAnswered", notice["kind"]!.GetValue<string>());
            Assert.All(words, word => Assert.Contains(word, $"{notice["zh"]} {notice["en"]}", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.Created, (await driver.ApplyAsync("phone")).Status);
        }
    }

    [Fact]
    [NamesRule(OfficeRule.CounterAnswersEachCase)]
    public async Task Rejects_an_answer_without_its_reasons_or_with_others()
    {
        await using var region = await TestRegion.StartAsync();
        using var reviewer = new Reviewer(region);
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        await ToTheCounterAsync(driver, reviewer);
        var path = $"/counter/cases/{await CaseAsync(reviewer)}/answer";
        foreach (var (answer, reasons) in new (string, string[])[]
        {
            ("RecordIsWrong", []), ("NotEligible", []), ("RecordIsWrong", ["PeriodOver"]), ("NotEligible", ["PeriodOver", "NameWrong"]),
            ("NotEligible", ["PeriodOver", "PeriodOver"]), ("Withdrawn", ["PeriodOver"]), ("NewUpload", ["NameWrong"]),
        })
            Assert.Equal("BadAnswer", (await reviewer.PostAsync(path, Body(answer, reasons))).Problem);
        Assert.Equal("BadAnswer", (await reviewer.PostAsync(path, new JsonObject { ["answer"] = "NotEligible", ["reasons"] = new JsonArray() })).Problem);
        Assert.Equal("Malformed", (await reviewer.PostAsync(path, Body("NotEligible", "Unfriendly"))).Problem);
        Assert.Equal("AtCounter", (await driver.GetAsync("/applications")).Json["items"]![0]!["state"]!.GetValue<string>());
    }

    [Fact]
    public void Has_words_in_both_languages_for_every_reason_and_an_answer_that_it_belongs_to() => Assert.All(Enum.GetValues<CounterReason>(), reason =>
    {
        var texts = CounterReasons.TextsOf(reason);
        Assert.True(texts.Zh.Any(c => c > 0x4E00) && texts.En.Any(char.IsAsciiLetter));
        Assert.True(CounterReasons.AreFit(CounterReasons.AnswerOf(reason), [reason]));
        Assert.Equal(reason.ToString().EndsWith("Wrong", StringComparison.Ordinal), CounterReasons.AnswerOf(reason) == CounterAnswer.RecordIsWrong);
    });

    /// <summary>Applies by phone and is refused three times; the application.</summary>
    private static async Task<string> ToTheCounterAsync(Applicant driver, Reviewer reviewer)
    {
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync("Hat");
        foreach (var reason in new[] { "Mask", "Glasses" })
        {
            await driver.ResubmitAsync(id);
            await reviewer.DecideNextAsync(reason);
        }
        return id;
    }

    private static async Task<string> CaseAsync(Reviewer reviewer) =>
        Assert.Single((await reviewer.GetAsync("/counter/cases")).Json["items"]!.AsArray())!["id"]!.GetValue<string>();

    private static JsonObject Body(string answer, params string[] reasons)
    {
        var body = new JsonObject { ["answer"] = answer };
        if (reasons.Length > 0)
            body["reasons"] = new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason))]);
        return body;
    }
}
