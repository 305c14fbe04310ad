using Microsoft.Playwright;
using RegionNode.Gateway.Page;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>
/// How the page looks, measured at three widths: no sideways scrolling, contrast of WCAG 2.2 AA, targets that a thumb hits.
/// With <c>FEDERATION_SCREENS</c> some views are also written there as pictures (tools/screens).
/// </summary>
public sealed class LayoutTests(OpenDesk open) : IClassFixture<OpenDesk>
{
    private const int PictureBytes = 400_000;
    private static readonly (string Name, int Width, int Height)[] Screens = [("small", 320, 800), ("phone", 360, 800), ("desktop", 1080, 800)];
    private static readonly (string View, string Screen)[] Pictured =
        [("form", "phone"), ("challenge", "phone"), ("camera", "phone"), ("accepted", "phone"), ("accepted", "desktop"), ("refused", "phone"), ("refused", "desktop"), ("undecided", "phone")];

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("FEDERATION_SCREENS");

    [ChromiumTheory]
    [InlineData("zh-CN")]
    [InlineData("en-GB")]
    public async Task Fits_every_screen_and_can_be_read(string locale)
    {
        await using var desk = await open.Sit(locale, camera: true, script: OpenDesk.BlindDetector);
        await desk.Choose("roadside");
        await Look(desk, "form", locale);
        if (PageAssets.HasCodes)
        {
            await desk.Page.Locator("#challenge").ClickAsync();
            await Assertions.Expect(desk.Page.Locator("#challenge-shown")).ToBeVisibleAsync();
            await Look(desk, "challenge", locale);
            await desk.Page.ReloadAsync();
            await desk.Choose("roadside");
        }

        await desk.Page.Locator("#scan").ClickAsync();
        await Assertions.Expect(desk.Page.Locator("video")).ToHaveJSPropertyAsync("videoWidth", CodeVideo.Width);
        await Look(desk, "camera", locale);
        await desk.Page.Locator("dialog button").ClickAsync();
        await Check(desk, "accepted", OpenDesk.Good);
        await Check(desk, "refused", OpenDesk.Suspended);
        await Check(desk, "undecided", OpenDesk.Silent);
        await desk.Choose("rental");
        await Check(desk, "rental", OpenDesk.Good);
        await desk.Page.RouteAsync("**/v1/verify", route => route.AbortAsync());
        await Check(desk, "unreachable", OpenDesk.Good);

        async Task Check(Desk at, string view, uint licence)
        {
            await at.Give(open.Licence(licence));
            await at.Check();
            await Look(at, view, locale);
            await at.Page.Locator(".another").ClickAsync();
        }
    }

    private static async Task Look(Desk desk, string view, string locale)
    {
        foreach (var (screen, width, height) in Screens)
        {
            await desk.Page.SetViewportSizeAsync(width, height);
            var measured = await Measured.Of(desk.Page);
            Assert.Empty(measured.TooPale);
            Assert.Empty(measured.TooSmall);
            Assert.True(width == measured.Width, $"{view} at {width}: {measured.Width} wide");
            if (Pictures is not null && Pictured.Contains((view, screen)))
                await Picture(desk.Page, Path.Combine(Pictures, $"page-{view}-{locale[..2]}-{screen}.png"));
        }
    }

    private static async Task Picture(IPage page, string file)
    {
        await page.Mouse.MoveAsync(0, 0);
        await page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = file,
            Scale = page.ViewportSize!.Width < 600 ? ScreenshotScale.Device : ScreenshotScale.Css,
            FullPage = await page.Locator("dialog[open]").CountAsync() == 0,
        });
        Assert.InRange(new FileInfo(file).Length, 1, PictureBytes);
    }
}
