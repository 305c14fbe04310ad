using Federation.Hosting.Options;

namespace RegionNode.Issuer.Callers;

/// <summary>How often callers may call, section <c>Limits</c>. A pause lets twice the number through at once; more is answered TooMany (429) with Retry-After. Health has no limit.</summary>
public sealed class CallLimitOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    private const int Most = 1_000_000;

    /// <summary>Reading requests of each system of the province.</summary>
    [Setting("requests a second", 1, Most)]
    public int ReadPerSecond { get; init; } = 5_000;

    /// <summary>Changing requests of each system of the province.</summary>
    [Setting("requests a second", 1, Most)]
    public int ChangePerSecond { get; init; } = 5_000;

    /// <summary>Requests of each system of the province under <c>/operator/</c>.</summary>
    [Setting("requests a second", 1, Most)]
    public int OperatePerSecond { get; init; } = 100;

    /// <summary>Holders' requests, all together, as the gateway brings them.</summary>
    [Setting("requests a second", 1, Most)]
    public int HolderPerSecond { get; init; } = 2_000;

    /// <summary>Live questions and messages of other regions, all together.</summary>
    [Setting("requests a second", 1, Most)]
    public int NeighbourPerSecond { get; init; } = 2_000;

    /// <summary>Requests for the interface's description, all callers together.</summary>
    [Setting("requests a second", 1, Most)]
    public int OpenPerSecond { get; init; } = 20;

    /// <summary>Requests about one offer, device or licence of a holder.</summary>
    [Setting("requests a minute", 1, Most)]
    public int DevicePerMinute { get; init; } = 60;

    /// <inheritdoc/>
    public IEnumerable<string> Errors() => [];
}
