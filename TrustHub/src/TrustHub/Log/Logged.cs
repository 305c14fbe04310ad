using TrustHub.Admission;
using TrustHub.Storage;

namespace TrustHub.Log;

/// <summary>
/// A submission that is in the log. Holding one proves that it was admitted and that its row and bytes are durable:
/// the receipt may go out, and it will be published whatever happens.
/// </summary>
public sealed class Logged
{
    private Logged(AdmissionRow row) => Row = row;

    /// <summary>The row.</summary>
    public AdmissionRow Row { get; }

    /// <summary>Logs what was admitted.</summary>
    /// <exception cref="Exception">Of the store. The row may be there all the same; a retry finds it.</exception>
    internal static Logged Append(IHubStore store, Admitted admitted, DateTimeOffset at) =>
        new(store.Append(new NewAdmission(
            admitted.SubmissionId, admitted.Kind, admitted.Name, admitted.Version, admitted.Caller, at, admitted.Files)));

    /// <summary>What the log holds after a place.</summary>
    internal static IEnumerable<Logged> After(IHubStore store, long logIndex) =>
        store.After(logIndex).Select(row => new Logged(row));

    /// <summary>The row of an earlier submission; null when there is none.</summary>
    internal static Logged? Find(AdmissionRow? row) => row is null ? null : new Logged(row);
}
