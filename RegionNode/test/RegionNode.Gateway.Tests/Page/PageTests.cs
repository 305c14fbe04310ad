using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNode.Gateway.Page;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing.Credentials;
using static Microsoft.Playwright.Assertions;

namespace RegionNode.Gateway.Tests.Page;

public sealed class PageTests(OpenDesk open) : IClassFixture<OpenDesk>
{
    [ChromiumFact]
    public async Task Accepts_a_licence_in_black_with_what_it_rests_on()
    {
        await using var desk = await open.Sit();
        await Expect(desk.Page.Locator("#desk")).ToContainTextAsync(Border.Jiangsu);
        await desk.Check(open.Licence());
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        await Expect(desk.Word).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        await Expect(desk.Word).ToBeFocusedAsync();
        await Expect(desk.Page.Locator(".fresh")).ToHaveTextAsync(new Regex("^签发地实时答复 · \\d 秒前$"));
        Assert.Equal("A", await desk.Row("状态字母"));
        Assert.Equal("3", await desk.Row("累积记分"));
        Assert.Equal("C1", await desk.Row("准驾车型"));
        Assert.Equal("证件文件", await desk.Row("出示方式"));
        Assert.Matches("^[0-9a-f]{32}$", await desk.Row("查询编号"));
        Assert.Contains("模拟时钟", await desk.Row("核验时间"), StringComparison.Ordinal);
        Assert.StartsWith("\U00020BB7", await desk.Row("姓"), StringComparison.Ordinal);
        await Expect(desk.Page.GetByRole(AriaRole.Img, new() { Name = "持证人照片" })).ToHaveJSPropertyAsync("naturalWidth", 260);
    }

    [ChromiumFact]
    public async Task Rejects_a_suspended_licence_in_red_with_the_answers_own_words()
    {
        await using var desk = await open.Sit();
        await desk.Check(open.Licence(OpenDesk.Suspended));
        await Expect(desk.Word).ToHaveTextAsync("异常 Abnormal");
        await Expect(desk.Word).ToHaveCSSAsync("color", "rgb(179, 0, 27)");
        await Expect(desk.Page.Locator(".because")).ToHaveTextAsync("驾驶证被暂扣或停止使用 The licence is suspended");
        await Expect(desk.Page.Locator(".licence")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Leaves_open_what_the_home_region_does_not_answer()
    {
        await using var desk = await open.Sit("en-GB");
        await desk.Check(open.Licence(OpenDesk.Silent));
        await Expect(desk.Word).ToHaveTextAsync("Undecided 无法判定");
        await Expect(desk.Page.Locator(".because")).ToHaveTextAsync("No live answer could be had 无法取得实时状态");
        await Expect(desk.Page.Locator(".warnings")).ToContainTextAsync("The home region could not be reached");
    }

    [ChromiumFact]
    public async Task Asks_nobody_where_no_live_answer_is_wanted()
    {
        await using var desk = await open.Sit();
        await desk.Page.GetByRole(AriaRole.Checkbox, new() { Name = "向签发地查询实时状态" }).UncheckAsync();
        await desk.Check(open.Licence(OpenDesk.Suspended));
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        await Expect(desk.Page.Locator(".fresh")).ToContainTextAsync("状态名单");
    }

    [ChromiumFact]
    public async Task Shows_a_rental_desk_no_more_than_its_purpose_allows()
    {
        await using var desk = await open.Sit();
        await desk.Check(open.Licence(), "rental");
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        await Expect(desk.Page.Locator(".licence dt")).ToHaveTextAsync(["姓", "证号"]);
        await Expect(desk.Page.Locator(".licence img")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(".withheld")).ToContainTextAsync("出生日期");
        await Expect(desk.Page.GetByText("查询编号")).ToHaveCountAsync(1);
        await Expect(desk.Page.GetByText("状态字母")).ToHaveCountAsync(0);
        await Expect(desk.Page.GetByText("累积记分")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Shows_what_a_licence_says_as_text_and_never_as_markup()
    {
        await using var desk = await open.Sit();
        const string name = "<img src=x onerror=alert(1)><b>合成</b>";
        await desk.Check(open.Border.Present(licence: SampleLicence.Data() with { FamilyName = name }));
        Assert.Equal(name, await desk.Row("姓"));
    }

    [ChromiumFact]
    public async Task Writes_everything_again_in_the_other_language()
    {
        await using var desk = await open.Sit();
        await desk.Check(open.Licence(OpenDesk.Suspended));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(desk.Word).ToHaveTextAsync("Abnormal 异常");
        await Expect(desk.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(desk.Page).ToHaveTitleAsync("Licence check");
        Assert.StartsWith("Session transcript", await desk.Page.Locator("#given li").Last.InnerTextAsync(), StringComparison.Ordinal);
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Licence check");
    }

    [ChromiumFact]
    public async Task Works_by_the_keyboard_alone()
    {
        await using var desk = await open.Sit(width: 1280);
        var keyboard = desk.Page.Keyboard;
        async Task<string> Next()
        {
            await keyboard.PressAsync("Tab");
            return await desk.Page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.name || document.activeElement.className || document.activeElement.lang");
        }

        Assert.Equal(["zh-CN", "en", "purpose"], [await Next(), await Next(), await Next()]);
        await keyboard.PressAsync("ArrowRight");
        await Expect(desk.Page.Locator("input[value=rental]")).ToBeCheckedAsync();
        if (PageAssets.HasCodes) Assert.Equal(["scan", "challenge"], [await Next(), await Next()]);
        Assert.Equal(["files", "code"], [await Next(), await Next()]);
        await desk.Give(open.Licence());
        Assert.Equal(["live", "go"], [await Next(), await Next()]);
        await keyboard.PressAsync("Enter");
        await Expect(desk.Word).ToBeFocusedAsync();
        Assert.Equal("another", await Next());
        await keyboard.PressAsync("Enter");
        await Expect(desk.Page.Locator("#answer")).ToBeHiddenAsync();
        await Expect(desk.Page.Locator("#given li")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(PageAssets.HasCodes ? "#scan" : "#code")).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task Says_what_is_missing_and_goes_there()
    {
        await using var desk = await open.Sit();
        var said = desk.Page.GetByRole(AriaRole.Status);
        await desk.Page.Locator(".go").ClickAsync();
        await Expect(said).ToHaveTextAsync("请先选择用途。");
        await Expect(desk.Page.Locator("input[value=roadside]")).ToBeFocusedAsync();
        await desk.Choose("counter");
        await desk.Page.Locator(".go").ClickAsync();
        await Expect(said).ToHaveTextAsync("请先扫描、粘贴或选择要核验的证件。");
        await desk.Give(("holiday.txt", "no licence"u8.ToArray()));
        await Expect(said).ToHaveTextAsync("这不是手机交来的证件文件。");
        await desk.Give(("large.cbor", new byte[(1 << 20) + 1]));
        await Expect(said).ToHaveTextAsync("文件过大。");
        await Expect(desk.Page.Locator("#given li")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Takes_dropped_files()
    {
        await using var desk = await open.Sit();
        var dropped = await desk.Page.EvaluateHandleAsync(
            "bytes => { const drag = new DataTransfer(); drag.items.add(new File([new Uint8Array(bytes)], 'licence.cbor')); return drag; }",
            open.Licence().Response.Select(octet => (int)octet).ToArray());
        await desk.Page.DispatchEventAsync("#drop", "drop", new { dataTransfer = dropped });
        await Expect(desk.Page.Locator("#given li")).ToHaveTextAsync(["证件 licence.cbor"]);
        await desk.Choose("roadside");
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("无法判定 Undecided"); // without its session nothing shows that the holder has the key
    }

    [ChromiumFact]
    public async Task Survives_a_gateway_that_is_gone()
    {
        await using var desk = await open.Sit();
        await desk.Page.RouteAsync("**/v1/verify", route => route.AbortAsync());
        await desk.Check(open.Licence());
        await Expect(desk.Word).ToHaveTextAsync("没有得到结果");
        await Expect(desk.Page.Locator(".because")).ToContainTextAsync("网关没有回应");
        await desk.Page.UnrouteAllAsync();
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
    }

    [ChromiumFact]
    public async Task Says_that_a_result_is_old_after_a_minute()
    {
        await using var desk = await open.Sit();
        await desk.StopClock();
        await desk.Check(open.Licence());
        var another = desk.Page.Locator(".another");
        await another.FocusAsync();
        await desk.Page.Clock.RunForAsync(59_000);
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await desk.Page.Clock.RunForAsync(2_000);
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("此结果已超过一分钟，请重新核验。");
        await Expect(another).ToBeFocusedAsync();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
    }

    [ChromiumTheory]
    [InlineData(ReducedMotion.Reduce, "none")]
    [InlineData(ReducedMotion.NoPreference, "come")]
    public async Task Moves_only_where_motion_is_wanted(ReducedMotion motion, string animation)
    {
        await using var desk = await open.Sit(motion: motion);
        await desk.Check(open.Licence());
        await Expect(desk.Page.Locator("#answer")).ToHaveCSSAsync("animation-name", animation);
    }
}
