using TrustHub.Admission;
using TrustHub.Storage;

namespace TrustHub.Log;

/// <summary>
/// The log of everything admitted, and what it amounts to. Appends come one at a time from <see cref="Intake"/>;
/// any thread may read.
/// </summary>
public sealed class AdmissionLog(IHubStore store)
{
    private readonly Lock _gate = new();
    private LoggedState? _state;

    /// <summary>What the log amounts to now; read from the store the first time, and again after a failed write.</summary>
    public LoggedState State
    {
        get
        {
            lock (_gate)
                return _state ??= Load();
        }
    }

    /// <summary>Logs what was admitted against <see cref="State"/>.</summary>
    /// <exception cref="Exception">Of the store. The row may be there all the same; a retry finds it.</exception>
    public Logged Append(Admitted admitted, DateTimeOffset at)
    {
        lock (_gate)
        {
            var state = _state ??= Load();
            _state = null; // A failed write may have happened: then the store knows, not this object.
            var logged = Logged.Append(store, admitted, at);
            _state = state.With(logged.Row, store.Content);
            return logged;
        }
    }

    /// <summary>What the log holds after a place, in order.</summary>
    public IEnumerable<Logged> After(long logIndex) => Logged.After(store, logIndex);

    /// <summary>The row of an earlier submission with this id, if any.</summary>
    public Logged? FindSubmission(string submissionId) => Logged.Find(store.FindSubmission(submissionId));

    /// <summary>The row of an earlier submission under this name with these first bytes, if any.</summary>
    public Logged? FindBytes(AdmissionKind kind, string name, string sha256) => Logged.Find(store.FindBytes(kind, name, sha256));

    /// <summary>Bytes that are held, by SHA-256; null when they are not.</summary>
    public byte[]? Content(string sha256) => store.Content(sha256);

    private LoggedState Load() =>
        store.Newest().Aggregate(LoggedState.Empty, (state, row) => state.With(row, store.Content));
}
