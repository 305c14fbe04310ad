namespace TrustHub.Transparency;

/// <summary>What witnesses say of themselves, for the operator: who has cosigned more than this hub's log has.</summary>
public sealed partial class WitnessWatch(ILogger<WitnessWatch> logger)
{
    private volatile string? _ahead;

    /// <summary>
    /// A witness that claims to have cosigned a larger log than this: the database is older than what was shown, or the witness
    /// lies. Null when none does. Only a quorum could be harmed by signing on, and it will not cosign a second view.
    /// </summary>
    public string? Ahead => _ahead;

    /// <summary>A witness asked, having cosigned this size last.</summary>
    public void Asked(string region, long cosigned, long size)
    {
        if (cosigned <= size)
        {
            if (_ahead?.StartsWith(Of(region), StringComparison.Ordinal) == true)
                _ahead = null;
            return;
        }
        if (_ahead is null)
            IsAhead(logger, region, cosigned, size);
        _ahead = $"{Of(region)} claims to have cosigned size {cosigned}, this log has {size}: see README, 'An old database'";
    }

    private static string Of(string region) => $"witness {region}";

    [LoggerMessage(1, LogLevel.Error, "witness {Region} claims to have cosigned size {Cosigned}; this log has {Size}")]
    private static partial void IsAhead(ILogger logger, string region, long cosigned, long size);
}
