using Microsoft.Playwright;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>One person at the page. At the end nothing may have gone wrong in the browser, and nothing may have been asked of others.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly List<string> _wrong = [];

    private Desk(IPage page) => Page = page;

    public IPage Page { get; }

    public ILocator Word => Page.Locator("#answer-word");

    public static async Task<Desk> Open(IBrowserContext context, Border border)
    {
        var page = await context.NewPageAsync();
        var desk = new Desk(page);
        page.PageError += (_, error) => desk._wrong.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsRefusal(message.Text)) desk._wrong.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            var uri = new Uri(request.Url);
            if (uri.Scheme is not ("blob" or "data") && uri.Authority != border.Gateway.Url.Authority) desk._wrong.Add("asked " + request.Url);
        };
        await page.GotoAsync(border.Gateway.Url.AbsoluteUri);
        await Assertions.Expect(page.Locator("#desk")).Not.ToBeEmptyAsync();
        return desk;
    }

    public Task Choose(string purpose) => Page.Locator($"input[value={purpose}]").CheckAsync();

    /// <summary>Gives files; those of a licence are named as a phone names them.</summary>
    public async Task Give((byte[] Response, byte[] Transcript) licence)
    {
        await Give(("licence.cbor", licence.Response), ("session.cbor", licence.Transcript));
        await Assertions.Expect(Page.Locator("#given li")).ToHaveCountAsync(2);
    }

    public Task Give(params (string Name, byte[] Content)[] files) => Page.Locator("#files").SetInputFilesAsync(
        files.Select(file => new FilePayload { Name = file.Name, MimeType = "application/octet-stream", Buffer = file.Content }));

    /// <summary>Stops the browser's clock: from here time passes by <c>Page.Clock.RunForAsync</c> alone.</summary>
    public async Task StopClock()
    {
        await Page.Clock.InstallAsync(new ClockInstallOptions { TimeDate = DateTime.UnixEpoch });
        await Page.Clock.PauseAtAsync(DateTime.UnixEpoch.AddDays(1));
    }

    /// <summary>Presses the button and waits for what comes.</summary>
    public async Task Check()
    {
        await Page.Locator(".go").ClickAsync();
        await Assertions.Expect(Word).ToBeVisibleAsync();
    }

    /// <summary>From purpose to verdict.</summary>
    public async Task Check((byte[] Response, byte[] Transcript) licence, string purpose = "roadside")
    {
        await Choose(purpose);
        await Give(licence);
        await Check();
    }

    /// <summary>The values beside these names in the answer.</summary>
    public async Task<string> Row(string name) =>
        await Page.Locator("dl > div").Filter(new LocatorFilterOptions { Has = Page.GetByText(name, new PageGetByTextOptions { Exact = true }) }).Locator("dd").InnerTextAsync();

    /// <summary>A browser notes each question that was refused or cut off; that is no fault of the page.</summary>
    private static bool IsRefusal(string noted) =>
        noted.StartsWith("Failed to load resource", StringComparison.Ordinal)
        && (noted.Contains("status of 401", StringComparison.Ordinal) || noted.Contains("status of 403", StringComparison.Ordinal) || noted.Contains("ERR_FAILED", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_wrong);
    }
}
