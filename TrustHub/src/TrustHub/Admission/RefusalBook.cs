using Federation.Hosting.Problems;
using Federation.Hosting.Storage;
using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Registry;

namespace TrustHub.Admission;

/// <summary>Writes refusals down: one log line, and a row in the bounded list that the operator reads.</summary>
public sealed partial class RefusalBook(IHubStore store, TimeProvider clock, ILogger<RefusalBook> logger)
{
    /// <summary>Writes one down. It never fails: a full disk must not turn a refusal into something else.</summary>
    /// <param name="refused">What the caller is told.</param>
    /// <param name="name">The role or region that the caller claimed; written down only in the form of one.</param>
    /// <param name="callerPin">The pin of the caller's TLS key.</param>
    /// <param name="method">The gRPC method.</param>
    /// <param name="request">The request's id.</param>
    public void Write(Refused refused, string name, string callerPin, string method, string request)
    {
        RefusalLog.Refused(
            logger, refused.Fault.ToString(), (int)RefusalStatus.Of(refused.Fault), "gRPC", method, callerPin[..12], request);
        var known = HubRole.Parse(name) is not null || RegionCode.IsValid(name) ? name : "-";
        try
        {
            store.Record(new RefusalRow(clock.GetUtcNow(), callerPin, known, refused.Fault.ToString(), refused.Detail));
        }
        catch (Exception e) when (e is IOException || StorageFault.Is(e))
        {
            NotWritten(logger, e.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "a refusal could not be recorded: {Type}")]
    private static partial void NotWritten(ILogger logger, string type);
}
