namespace RegionNode.Gateway.Tests.World;

/// <summary>A real gateway for Shanghai in place of the scripted one, before a scripted issuer.</summary>
internal sealed class SecondGateway : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private SecondGateway(DirectoryInfo folder, GatewayUnderTest gateway) => (_folder, Gateway) = (folder, gateway);

    public GatewayUnderTest Gateway { get; }

    /// <summary>Starts it and publishes its address in Shanghai's node document.</summary>
    public static async Task<SecondGateway> Start(Border border, ScriptedHome issuer, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var gateway = await GatewayUnderTest.Start(folder.FullName, Border.Shanghai, border.Hub.Url, border.Anchor, issuer.Url, issuer.Identity.Pin, border.ClockFilePath, more: more);
        border.HomeRegion.Node = border.HomeRegion.Node! with
        {
            GatewayEndpoints = [gateway.Url.GetLeftPart(UriPartial.Authority)],
            GatewayPins = [gateway.Pin],
        };
        border.Publish();
        await Eventually.True("Shanghai's gateway knows its issuer", async () => await Asking.NoRouteOf(gateway, Border.Shanghai) is null);
        return new SecondGateway(folder, gateway);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
