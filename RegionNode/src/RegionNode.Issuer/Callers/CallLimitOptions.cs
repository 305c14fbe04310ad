using Federation.Hosting.Options;

namespace RegionNode.Issuer.Callers;

/// <summary>How often callers may call, section <c>Limits</c>. A pause lets twice the number through at once; more is answered TooMany (429) with Retry-After. Health has no limit.</summary>
public sealed class CallLimitOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    private const int Most = 1_000_000;

    /// <summary>Reading requests a second of each system of the province.</summary>
    public int ReadPerSecond { get; init; } = 5_000;

    /// <summary>Changing requests a second of each system of the province.</summary>
    public int ChangePerSecond { get; init; } = 5_000;

    /// <summary>Requests a second of each system of the province under <c>/operator/</c>.</summary>
    public int OperatePerSecond { get; init; } = 100;

    /// <summary>Holders' requests a second, all together, as the gateway brings them.</summary>
    public int HolderPerSecond { get; init; } = 2_000;

    /// <summary>Live questions and messages of other regions a second, all together.</summary>
    public int NeighbourPerSecond { get; init; } = 2_000;

    /// <summary>Requests a second for the interface's description, all callers together.</summary>
    public int OpenPerSecond { get; init; } = 20;

    /// <summary>Requests a minute about one offer, device or licence of a holder.</summary>
    public int DevicePerMinute { get; init; } = 60;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        var all = new[]
        {
            (nameof(ReadPerSecond), ReadPerSecond), (nameof(ChangePerSecond), ChangePerSecond), (nameof(OperatePerSecond), OperatePerSecond),
            (nameof(HolderPerSecond), HolderPerSecond), (nameof(NeighbourPerSecond), NeighbourPerSecond), (nameof(OpenPerSecond), OpenPerSecond),
            (nameof(DevicePerMinute), DevicePerMinute),
        };
        foreach (var (name, value) in all.Where(setting => setting.Item2 is < 1 or > Most))
            yield return $"{name}: must be from 1 to {Most}";
    }
}
