using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>
/// One region's newest head and state, and the deltas since its base. Holding one proves that all of it is durable and
/// that the newest state has the root of the newest head. The desk adds; any thread may read.
/// </summary>
public sealed class RegionHistory
{
    private readonly Lock _gate = new();
    private readonly List<DeltaStep> _steps;
    private (long Version, RegionStatus State) _base;
    private (long Version, RegionStatus State) _shown;
    private RegionStatus _state;
    private volatile VerifiedStatusHead _newest;

    /// <summary>Takes over what is durable.</summary>
    /// <param name="baseVersion">The version of the base; 0 where the deltas begin at version 1.</param>
    /// <param name="start">The state of the base.</param>
    /// <param name="steps">The deltas after it, ascending without gaps.</param>
    /// <param name="newest">The newest head.</param>
    /// <param name="state">Its state.</param>
    internal RegionHistory(long baseVersion, RegionStatus start, IEnumerable<DeltaStep> steps, VerifiedStatusHead newest, RegionStatus state) =>
        (_base, _shown, _steps, _newest, _state) = ((baseVersion, start), (baseVersion, start), [.. steps], newest, state);

    /// <summary>The newest head.</summary>
    public VerifiedStatusHead Newest => _newest;

    /// <summary>The version of the newest head.</summary>
    public long Version => _newest.Claims.Version;

    /// <summary>The version from which the deltas are held; 0 is the empty state.</summary>
    public long BaseVersion
    {
        get
        {
            lock (_gate)
                return _base.Version;
        }
    }

    /// <summary>The state of the newest head. Not to be changed.</summary>
    public RegionStatus State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>Adds a durable step.</summary>
    internal void Add(VerifiedStatusHead head, DeltaStep step, RegionStatus state)
    {
        lock (_gate)
        {
            _steps.Add(step);
            (_newest, _state) = (head, state);
        }
    }

    /// <summary>The state at a version; the last one asked for is kept, so that rising versions cost their deltas alone. Not to be changed.</summary>
    /// <exception cref="InvalidOperationException">The version is not held.</exception>
    public RegionStatus StateAt(long version)
    {
        lock (_gate)
        {
            if (version == Version)
                return _state;
            if (version < _shown.Version)
                return Advanced(_base, version);
            return (_shown = (version, Advanced(_shown, version))).State;
        }
    }

    /// <summary>The state that a base of this version has. Not to be changed.</summary>
    internal RegionStatus BaseAt(long version)
    {
        lock (_gate)
            return Advanced(_base, version);
    }

    /// <summary>Every entry that was changed after one version and up to another, with its value there.</summary>
    /// <exception cref="InvalidOperationException">The deltas after the first version are folded.</exception>
    public StatusDelta Changes(long after, long upTo)
    {
        var values = new Dictionary<long, byte>();
        var blocks = 0;
        lock (_gate)
        {
            foreach (var step in Between(after, upTo))
            {
                blocks = step.Delta.Blocks;
                foreach (var change in step.Delta.Changes)
                    values[change.Entry] = change.Value;
            }
        }
        return new StatusDelta(blocks, [.. values.OrderBy(value => value.Key).Select(value => new StatusChange(value.Key, value.Value))]);
    }

    /// <summary>The newest version admitted before an instant; the base's where all after it are younger.</summary>
    public long VersionBefore(DateTimeOffset instant)
    {
        lock (_gate)
        {
            var at = _steps.FindLastIndex(step => step.At < instant);
            return at < 0 ? _base.Version : _steps[at].Version;
        }
    }

    /// <summary>Forgets the deltas up to a version that is the base now.</summary>
    internal void Fold(long version, RegionStatus state)
    {
        lock (_gate)
        {
            _steps.RemoveAll(step => step.Version <= version);
            _base = (version, state);
            if (_shown.Version < version)
                _shown = _base;
        }
    }

    private RegionStatus Advanced((long Version, RegionStatus State) from, long version)
    {
        if (version == from.Version)
            return from.State;
        var state = from.State.Copy();
        foreach (var step in Between(from.Version, version))
            state.Apply(step.Delta);
        return state;
    }

    private IEnumerable<DeltaStep> Between(long after, long upTo) =>
        after < _base.Version || upTo < after || upTo > Version
            ? throw new InvalidOperationException($"versions {after} to {upTo} are not held, which are {_base.Version} to {Version}")
            : _steps.Skip((int)(after - _base.Version)).Take((int)(upTo - after));
}
