using System.Collections.Concurrent;
using Microsoft.Playwright;
using TrustList.Format.Registry;
using TrustList.Testing.Photos;
using static Microsoft.Playwright.Assertions;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>Codes as text, and the page of a gateway that was built without the module for them.</summary>
public sealed class PastedCodeTests(OpenDesk open) : IClassFixture<OpenDesk>
{
    [ChromiumFact]
    public async Task Offers_texts_and_files_alone_where_nothing_reads_codes()
    {
        await using var desk = await open.Sit(bare: true);
        var asked = new ConcurrentBag<string>();
        desk.Page.Request += (_, request) => asked.Add(request.Url);
        foreach (var part in (string[])["#scan", "#challenge", "#pictures-hint"])
            await Expect(desk.Page.Locator(part)).ToBeHiddenAsync();
        await desk.Page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "face.jpg", MimeType = "image/jpeg", Buffer = SyntheticPhoto.Licence() });
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("这不是手机交来的证件文件。");
        await desk.Choose("roadside");
        await desk.Page.Locator("#code").FillAsync($"  {open.Code}\n");
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        Assert.DoesNotContain(asked, url => url.Contains("/qr/", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task Takes_a_pasted_code_by_the_keyboard_alone()
    {
        await using var desk = await open.Sit("en-GB", bare: true);
        var keyboard = desk.Page.Keyboard;
        async Task Press(string key, int times)
        {
            for (var time = 0; time < times; time++) await keyboard.PressAsync(key);
        }

        await Press("Tab", 3);
        await keyboard.PressAsync("Space");
        await Press("Tab", 2);
        await Expect(desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "or paste the text of a code" })).ToBeFocusedAsync();
        await keyboard.InsertTextAsync(open.Code);
        await Press("Tab", 2);
        await keyboard.PressAsync("Enter");
        await Expect(desk.Word).ToHaveTextAsync("Normal 正常");
        await Expect(desk.Word).ToBeFocusedAsync();
        Assert.Equal("Static code", await desk.Row("Shown as"));
    }

    [ChromiumFact]
    public async Task Rejects_in_red_a_code_that_was_shown_at_another_desk()
    {
        var code = open.Wallet.ShowDynamic(Purpose.Roadside, open.Now);
        await using (var other = await open.Sit())
        {
            await other.Choose("roadside");
            await other.Page.Locator("#code").FillAsync(code);
            await other.Check();
            await Expect(other.Word).ToHaveTextAsync("正常 Normal");
            await Expect(other.Word).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        }

        await using var desk = await open.Sit();
        await desk.Choose("roadside");
        await desk.Page.Locator("#code").FillAsync(code);
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("异常 Abnormal");
        await Expect(desk.Word).ToHaveCSSAsync("color", "rgb(179, 0, 27)");
        await Expect(desk.Page.Locator(".because")).ToContainTextAsync("二维码已使用过");
    }

    [ChromiumFact]
    public async Task Asks_for_a_new_code_where_this_one_was_sent_and_left_undecided()
    {
        await using var desk = await open.Sit();
        await desk.Choose("roadside");
        await desk.Page.Locator("#code").FillAsync(open.Border.Codes(OpenDesk.Silent).ShowDynamic(Purpose.Roadside, open.Now));
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("无法判定 Undecided");
        await desk.Page.Locator(".go").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("动态二维码只能核验一次。请持证人出示新的二维码。");
        await Expect(desk.Word).ToHaveTextAsync("无法判定 Undecided");
    }

    [ChromiumFact]
    public async Task Rejects_a_text_that_is_no_code()
    {
        await using var desk = await open.Sit();
        await desk.Choose("roadside");
        await desk.Page.Locator("#code").FillAsync("https://example.org/");
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("异常 Abnormal");
    }
}
