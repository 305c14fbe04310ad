using TrustHub.Transparency;

namespace TrustHub.Status;

/// <summary>Finds epochs by their time.</summary>
public sealed class EpochTimes(ILogStore log)
{
    /// <summary>The number of the oldest epoch not older than an instant; null when there is none.</summary>
    public long? From(DateTimeOffset instant)
    {
        // Numbers have no gaps and times do not go back, so that halving finds it.
        var end = log.NewestEpoch()?.Number + 1 ?? 0;
        var (low, high) = (0L, end);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if ((log.Epoch(middle) ?? throw new InvalidDataException($"the log lost epoch {middle}")).At < instant)
                low = middle + 1;
            else
                high = middle;
        }
        return low < end ? low : null;
    }
}
