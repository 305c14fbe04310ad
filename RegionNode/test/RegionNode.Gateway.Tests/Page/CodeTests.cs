using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using QRCoder;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;
using TrustList.Testing.Photos;
using static Microsoft.Playwright.Assertions;

namespace RegionNode.Gateway.Tests.Page;

public sealed class CodeTests(OpenDesk open) : IClassFixture<OpenDesk>
{
    [CodeFact]
    public async Task Reads_a_code_before_the_camera_with_the_decoder_that_it_serves()
    {
        await using var desk = await open.Sit(camera: true);
        await desk.Choose("roadside");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "扫描二维码" }).ClickAsync();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        Assert.Equal("静态二维码", await desk.Row("出示方式"));
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(open.Code);
        await Expect(desk.Page.Locator("dialog")).ToBeHiddenAsync();
    }

    [CodeFact]
    public async Task Reads_it_with_the_browsers_own_detector_where_there_is_one()
    {
        await using var desk = await open.Sit(camera: true, script: $$"""
            window.BarcodeDetector = class {
              static getSupportedFormats = async () => ['qr_code'];
              detect = async video => video.videoWidth === 1280 ? [{ rawValue: '{{open.Code}}' }] : [];
            };
            """);
        var asked = new ConcurrentBag<string>();
        desk.Page.Request += (_, request) => asked.Add(request.Url);
        await desk.Choose("roadside");
        await desk.Page.Locator("#scan").ClickAsync();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        Assert.DoesNotContain(asked, url => url.EndsWith("/decode.js", StringComparison.Ordinal));
    }

    [CodeFact]
    public async Task Gives_the_camera_back_when_the_person_leaves_it()
    {
        await using var desk = await open.Sit(camera: true, script: OpenDesk.BlindDetector);
        await desk.Page.Locator("#scan").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(desk.Page.Locator("#scan")).ToBeFocusedAsync();
        await Expect(desk.Page.Locator("video")).ToHaveJSPropertyAsync("srcObject", null!);
    }

    [CodeFact]
    public async Task Says_that_the_camera_is_refused()
    {
        await using var desk = await open.Sit();
        await desk.Page.Locator("#scan").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("无法使用摄像头");
    }

    [CodeFact]
    public async Task Reads_a_picture_of_a_code()
    {
        await using var desk = await open.Sit();
        using var code = QRCodeGenerator.GenerateQrCode(open.Code, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        await Give(desk, "code.png", "image/png", picture.GetGraphic(5));
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(open.Code);
        await desk.Page.Locator("#code").ClearAsync();
        await Give(desk, "large.png", "image/png", picture.GetGraphic(50)); // larger than decoders take
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(open.Code);
        await Give(desk, "face.jpg", "image/jpeg", SyntheticPhoto.Licence());
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("图片中没有可识别的二维码。");
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(""); // the code before it is not what is shown now
    }

    [CodeFact]
    public async Task Accepts_a_code_that_answers_the_challenge_on_the_screen_for_one_question()
    {
        await using var desk = await open.Sit();
        await desk.Choose("roadside");
        var challenge = await Challenge(desk);
        await desk.Page.Locator("#code").FillAsync(open.Wallet.ShowDynamic(Purpose.Roadside, open.Now, challenge));
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        Assert.Equal("动态二维码", await desk.Row("出示方式"));
        await Expect(desk.Page.Locator(".warnings")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("#challenge-shown")).ToBeHiddenAsync();
        await desk.Page.Locator(".go").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("动态二维码只能核验一次。请持证人出示新的二维码。");
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        await PassOver(desk, open.Wallet.ShowDynamic(Purpose.Roadside, open.Now.AddSeconds(1), challenge));
    }

    [CodeFact]
    public async Task Rejects_a_code_that_answers_another_challenge()
    {
        await using var desk = await open.Sit("en-GB");
        await desk.Choose("roadside");
        await Challenge(desk);
        await desk.Page.Locator("#code").FillAsync(open.Wallet.ShowDynamic(Purpose.Roadside, open.Now, Enumerable.Repeat((byte)7, 16).ToArray()));
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("Abnormal 异常");
        await Expect(desk.Page.Locator("#challenge-shown")).ToBeHiddenAsync();
    }

    [CodeFact]
    public async Task Takes_the_newer_of_two_challenges()
    {
        await using var desk = await open.Sit();
        await desk.Choose("roadside");
        var (first, second) = (await Challenge(desk), await Challenge(desk));
        Assert.NotEqual(first, second);
        await desk.Page.Locator("#code").FillAsync(open.Wallet.ShowDynamic(Purpose.Roadside, open.Now, second));
        await desk.Check();
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
    }

    [CodeFact]
    public async Task Shows_a_challenge_to_a_holder_and_nothing_of_the_one_before()
    {
        await using var desk = await open.Sit();
        await desk.Check(open.Licence(OpenDesk.Suspended));
        await Challenge(desk);
        await Expect(desk.Page.Locator("#answer")).ToBeHiddenAsync();
        await Expect(desk.Page.Locator("#given li")).ToHaveCountAsync(0);
        await desk.Page.Locator("#code").FillAsync(open.Code);
        await Challenge(desk);
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(""); // it cannot answer what was shown after it
    }

    [CodeFact]
    public async Task Makes_one_challenge_of_a_double_click()
    {
        await using var desk = await open.Sit();
        var (clicked, made) = (new TaskCompletionSource(), 0);
        await desk.Page.RouteAsync("**/v1/challenges", async route =>
        {
            Interlocked.Increment(ref made);
            await clicked.Task;
            await route.ContinueAsync();
        });
        await desk.Page.Locator("#challenge").DblClickAsync();
        clicked.SetResult();
        await Expect(desk.Page.Locator("#challenge-shown")).ToBeVisibleAsync();
        Assert.Equal(1, made);
    }

    [CodeFact]
    public async Task Draws_the_challenge_so_that_a_reader_of_codes_reads_it()
    {
        await using var desk = await open.Sit();
        var challenge = await Challenge(desk);
        await Give(desk, "screen.png", "image/png", await desk.Page.Locator("#challenge-shown").ScreenshotAsync());
        await Expect(desk.Page.Locator("#code")).ToHaveValueAsync(QrText.OfChallenge(challenge));
    }

    [CodeFact]
    public async Task Takes_a_challenge_off_the_screen_after_a_minute()
    {
        await using var desk = await open.Sit();
        await desk.StopClock();
        await desk.Choose("roadside");
        var challenge = await Challenge(desk);
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("质询码已出示，一分钟内有效。");
        await desk.Page.Clock.RunForAsync(58_000);
        await Expect(desk.Page.Locator("#challenge-shown")).ToContainTextAsync("剩 2 秒");
        await desk.Page.Clock.RunForAsync(3_000);
        await Expect(desk.Page.Locator("#challenge-shown")).ToBeHiddenAsync();
        await PassOver(desk, open.Wallet.ShowDynamic(Purpose.Roadside, open.Now, challenge));
    }

    /// <summary>A code that answers a challenge which is over: its holder did nothing wrong, and the gateway is not asked.</summary>
    private static async Task PassOver(Desk desk, string code)
    {
        var asked = new ConcurrentBag<string>();
        desk.Page.Request += (_, request) => asked.Add(request.Url);
        await desk.Page.Locator("#code").FillAsync(code);
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("");
        await desk.Page.Locator(".go").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("质询码已失效，请重新出示。");
        await Expect(desk.Page.Locator("#challenge")).ToBeFocusedAsync();
        await Expect(desk.Page.Locator("#answer")).ToBeHiddenAsync();
        Assert.Empty(asked);
    }

    private static async Task<byte[]> Challenge(Desk desk)
    {
        var answer = await desk.Page.RunAndWaitForResponseAsync(() => desk.Page.Locator("#challenge").ClickAsync(), "**/v1/challenges");
        await Expect(desk.Page.Locator("#challenge-shown")).ToBeVisibleAsync();
        return QrText.ReadChallenge(JsonNode.Parse(await answer.TextAsync())!["qr"]!.GetValue<string>()).Value;
    }

    private static Task Give(Desk desk, string name, string type, byte[] content) =>
        desk.Page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });
}
