using Federation.Hosting.Clock;
using Microsoft.Playwright;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Testing.Credentials;
using TrustList.Testing.Photos;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>One <see cref="World.Border"/> with a browser at its gateway. What the home region says of a licence goes by its index.</summary>
public sealed class OpenDesk : IAsyncLifetime
{
    public const uint Good = Border.LicenceIndex;
    public const uint Suspended = 8;
    public const uint Silent = 9;
    private const uint Warming = 17;

    /// <summary>A script: the browser has a detector of its own, and it never sees a code.</summary>
    public const string BlindDetector = "window.BarcodeDetector = class { static getSupportedFormats = async () => ['qr_code']; detect = async () => []; };";

    private const float Patience = 120_000; // ms
    private readonly string _video = Path.Combine(Path.GetTempPath(), $"desk-{Path.GetRandomFileName()}.y4m");
    private RehearsalClock? _clock;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Border Border { get; private set; } = null!;

    /// <summary>The holder's wallet for codes.</summary>
    internal CodeWallet Wallet { get; private set; } = null!;

    /// <summary>The static code that is before the camera.</summary>
    internal string Code { get; private set; } = "";

    /// <summary>The instant of everybody here.</summary>
    internal DateTimeOffset Now => _clock!.GetUtcNow();

    public async Task InitializeAsync()
    {
        if (Chromium.Missing is not null) return;
        Border = await Border.Open(Furnish);
        _clock = RehearsalClock.Open(Border.ClockFilePath);
        Border.Home.Script = (question, context) =>
        {
            var claims = Border.Claims(question) with { IssuedAt = Now, Expires = Now.AddMinutes(5) };
            return question.Index switch
            {
                Suspended => Border.Reply(context, claims with { Value = StatusValue.Suspended, Letters = "BD", Points = 12 }),
                Silent => ScriptedHome.Refuse(context, 14),
                _ => Border.Reply(context, claims),
            };
        };
        // The first live question of a process takes long, and the roadside waits for 1.8 s.
        await Eventually.True("the home region answers in time", async () => (await Border.Verdict(live: true, shown: Border.Present(Warming))).Outcome() == "Accepted");
        Wallet = Border.Codes();
        Code = Wallet.ShowStatic();
        CodeVideo.Write(_video, Code);
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Program,
            Args = ["--disable-lcd-text", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={_video}"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        File.Delete(_video);
        if (Border is not null) await Border.DisposeAsync();
    }

    /// <summary>The page in a fresh profile: Chinese on a phone unless said otherwise; bare: as a gateway serves it that was built without the module for QR codes.</summary>
    internal async Task<Desk> Sit(
        string locale = "zh-CN", int width = 360, int height = 780, ReducedMotion motion = ReducedMotion.Reduce, bool camera = false, bool bare = false, string? script = null,
        Border? at = null, ClientCertificate? certificate = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            IgnoreHTTPSErrors = true, // the gateway's certificate is known by its pin, not by an authority
            Locale = locale,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            DeviceScaleFactor = width < 600 ? 1.5f : 1,
            ReducedMotion = motion,
            ClientCertificates = certificate is null ? null : [certificate],
            Permissions = camera ? ["camera"] : [],
        });
        context.SetDefaultTimeout(Patience);
        if (bare) await context.RouteAsync("**/page/desk", route => route.FulfillAsync(new RouteFulfillOptions { Json = new { region = Border.Jiangsu, nameZh = "江苏省", nameEn = "Jiangsu", codes = false } }));
        if (script is not null) await context.AddInitScriptAsync(script);
        return await Desk.Open(context, at ?? Border);
    }

    private static void Furnish(Border border)
    {
        border.HomeRegion.Record = border.HomeRegion.Record with { NameZh = "上海市", NameEn = "Shanghai" };
        border.OwnRegion.Record = border.OwnRegion.Record with { NameZh = "江苏省", NameEn = "Jiangsu" };
        border.Repository.Policy = border.Repository.Policy with
        {
            Disclosure = border.Repository.Policy.Disclosure.SetItem(
                Purpose.Roadside, [.. SampleLicence.Data().ToElements().Select(element => $"{element.Namespace}/{element.Identifier}")]),
        };
    }

    /// <summary>A licence of nobody with a picture of nobody.</summary>
    internal (byte[] Response, byte[] Transcript) Licence(long index = Good) =>
        Border.Present(index, SampleLicence.Data() with { Portrait = new SyntheticPhoto { Grain = 0 }.Encode() });
}
