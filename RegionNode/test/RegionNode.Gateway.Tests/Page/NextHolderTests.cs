using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TrustList.Format.Registry;
using TrustList.Testing.Photos;
using static Microsoft.Playwright.Assertions;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>What the page shows is about what its form holds, whoever was before and however often a button is pressed.</summary>
public sealed class NextHolderTests(OpenDesk open) : IClassFixture<OpenDesk>
{
    /// <summary>A script: a detector that sees what a test holds before the camera.</summary>
    private const string SeeingDetector =
        "window.BarcodeDetector = class { static getSupportedFormats = async () => ['qr_code']; detect = async () => [{ rawValue: window.seen }]; };";

    /// <summary>A script: a detector that reads the second picture before the first.</summary>
    private const string OverhastyDetector = """
        window.begun = new Promise(begin => { window.begin = begin; });
        window.BarcodeDetector = class {
          static getSupportedFormats = async () => ['qr_code'];
          detect = () => window.release
            ? Promise.resolve([{ rawValue: 'second' }])
            : new Promise(found => { window.release = () => found([{ rawValue: 'first' }]); begin(); });
        };
        """;

    private const string Settle = "() => new Promise(next => setTimeout(next))";

    [ChromiumFact]
    public async Task Shows_nobody_a_verdict_that_comes_late_for_the_holder_before()
    {
        await using var desk = await open.Sit(camera: true, script: SeeingDetector);
        var before = open.Border.Codes(OpenDesk.Suspended).ShowStatic();
        var held = await Hold(desk, before);
        var late = desk.Page.WaitForResponseAsync(response => response.Request.PostData?.Contains(before, StringComparison.Ordinal) is true);
        await desk.Choose("roadside");
        await Scan(desk, before);
        await held.Asked;
        await Scan(desk, open.Code);
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        held.Release();
        await (await late).FinishedAsync();
        await desk.Page.EvaluateAsync(Settle);
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(open.Code);
    }

    [ChromiumFact]
    public async Task Survives_a_desk_that_scans_the_same_code_again_and_again()
    {
        await using var desk = await open.Sit(camera: true, script: SeeingDetector);
        var code = open.Border.Codes(OpenDesk.Suspended + 10).ShowDynamic(Purpose.Roadside, open.Now);
        var held = await Hold(desk, code);
        await desk.Choose("roadside");
        await Scan(desk, code);
        await held.Asked;
        await Scan(desk, code);
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("正在核验…");
        held.Release();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        await Scan(desk, code);
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("动态二维码只能核验一次。请持证人出示新的二维码。");
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        Assert.Equal(1, held.Times());
    }

    [ChromiumFact]
    public async Task Takes_a_verdict_away_with_what_it_was_about()
    {
        await using var desk = await open.Sit();
        var answer = desk.Page.Locator("#answer");
        await desk.Check(open.Licence());
        await desk.Choose("rental");
        await Expect(answer).ToBeHiddenAsync();
        await desk.Check();
        await desk.Page.Locator("input[name=live]").UncheckAsync();
        await Expect(answer).ToBeHiddenAsync();
        await desk.Check();
        await desk.Page.Locator("#code").FillAsync(open.Code);
        await Expect(answer).ToBeHiddenAsync();
        await Expect(desk.Page.Locator("#given li")).ToHaveCountAsync(0);
        await desk.Check();
        await desk.Give(("holiday.txt", "no licence"u8.ToArray()));
        await Expect(answer).ToBeHiddenAsync();
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync("");
    }

    [ChromiumFact]
    public async Task Shows_no_verdict_while_the_next_is_awaited()
    {
        await using var desk = await open.Sit();
        await desk.Check(open.Licence(OpenDesk.Suspended));
        var held = await Hold(desk, "");
        await desk.Page.Locator(".go").ClickAsync();
        await held.Asked;
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("正在核验…");
        await Expect(desk.Page.Locator("#answer")).ToBeHiddenAsync();
        held.Release();
        await Expect(desk.Word).ToHaveTextAsync("异常 Abnormal");
    }

    [ChromiumFact]
    public async Task Survives_answers_that_say_more_than_it_knows()
    {
        await using var desk = await open.Sit("en-GB");
        var first = await desk.Page.RunAndWaitForResponseAsync(() => desk.Check(open.Licence()), "**/v1/verify");
        var answer = JsonNode.Parse(await first.TextAsync())!;
        await desk.Page.RouteAsync("**/v1/verify", route => route.FulfillAsync(new RouteFulfillOptions { Body = answer.ToJsonString(), ContentType = "application/json" }));
        answer["degraded"] = new JsonArray("Eclipse");
        answer["freshness"]!["source"] = "Almanac";
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("Normal 正常");
        await Expect(desk.Page.Locator(".warnings")).ToContainTextAsync("Eclipse");
        await Expect(desk.Page.Locator(".fresh")).ToContainTextAsync("Almanac");
        answer["outcome"] = "Perhaps";
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("No result");
        await Expect(desk.Page.Locator(".because")).ToContainTextAsync("cannot read the gateway's answer");
        await desk.Page.UnrouteAllAsync();
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("Normal 正常");
    }

    [ChromiumFact]
    public async Task Takes_the_last_picture_given_and_not_the_last_one_read()
    {
        await using var desk = await open.Sit(script: OverhastyDetector);
        var picture = new FilePayload { Name = "code.jpg", MimeType = "image/jpeg", Buffer = SyntheticPhoto.Licence() };
        await desk.Page.Locator("#files").SetInputFilesAsync(picture);
        await desk.Page.EvaluateAsync("() => window.begun");
        await desk.Page.Locator("#files").SetInputFilesAsync(picture);
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync("second");
        await desk.Page.EvaluateAsync("() => window.release()");
        await desk.Page.EvaluateAsync(Settle);
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync("second");
    }

    private static async Task Scan(Desk desk, string code)
    {
        await desk.Page.EvaluateAsync("code => { window.seen = code; }", code);
        await desk.Page.Locator("#scan").ClickAsync();
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(code);
        await Expect(desk.Page.Locator("dialog")).ToBeHiddenAsync();
    }

    /// <summary>Keeps back questions about a code until they are released; says when the first came and how many did.</summary>
    private static async Task<(Task Asked, Action Release, Func<int> Times)> Hold(Desk desk, string code)
    {
        var (asked, released, times) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        await desk.Page.RouteAsync("**/v1/verify", async route =>
        {
            if (route.Request.PostData!.Contains(code, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref times);
                asked.TrySetResult();
                await released.Task;
            }

            await route.ContinueAsync();
        });
        return (asked.Task.WaitAsync(TimeSpan.FromMinutes(2)), released.SetResult, () => Volatile.Read(ref times));
    }
}
