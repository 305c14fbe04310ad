using System.Collections.Immutable;

namespace Federation.Hosting.Tls;

/// <summary>
/// The pins of one peer that the operator names: those of the settings, or, where the file <c>DIR/peers/NAME.pins</c> is there, those
/// of the file, one a line, <c>#</c> begins a comment. The file is looked at each second, so that a peer can change its key while this
/// program runs. A file that is no such list is refused, and what held before holds.
/// </summary>
public sealed class PeerPins
{
    private const int MostPins = 32;
    private const int MostBytes = 16 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);
    private readonly string _file;
    private readonly ImmutableSortedSet<string> _settings;
    private readonly Lock _gate = new();
    private ImmutableSortedSet<string> _now;
    private string? _refused;
    private long? _looked;

    /// <summary>The pins of a peer.</summary>
    /// <param name="dataDir">The program's folder.</param>
    /// <param name="name">What the peer is called, also in health.</param>
    /// <param name="settings">Where there is no file.</param>
    public PeerPins(string dataDir, string name, IEnumerable<string> settings)
    {
        _file = Path.Combine(dataDir, "peers", name + ".pins");
        _settings = _now = settings.ToImmutableSortedSet(StringComparer.Ordinal);
        Name = name;
    }

    /// <summary>What the peer is called.</summary>
    public string Name { get; }

    /// <summary>The pins that hold now, in order.</summary>
    public ImmutableSortedSet<string> Now
    {
        get
        {
            lock (_gate)
            {
                if (_looked is not { } then || TimeProvider.System.GetElapsedTime(then) >= Kept)
                    Look();
                return _now;
            }
        }
    }

    /// <summary>Why the file is not taken; null: it is, or there is none.</summary>
    public string? Refused
    {
        get
        {
            _ = Now;
            return _refused;
        }
    }

    private void Look()
    {
        _looked = TimeProvider.System.GetTimestamp();
        try
        {
            var file = new FileInfo(_file);
            if (!file.Exists)
            {
                (_now, _refused) = (_settings, null);
                return;
            }
            var lines = file.Length > MostBytes ? [] : File.ReadAllLines(_file).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).ToArray();
            if (lines.Length is 0 or > MostPins || !lines.All(Pins.IsPin))
                _refused = $"peers/{Name}.pins: 1 to {MostPins} lines of 64 lower-case hexadecimal digits";
            else
                (_now, _refused) = (lines.ToImmutableSortedSet(StringComparer.Ordinal), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _refused = $"peers/{Name}.pins cannot be read: {e.GetType().Name}";
        }
    }
}
