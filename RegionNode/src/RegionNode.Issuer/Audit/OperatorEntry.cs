using Federation.Hosting;
using Federation.Hosting.Clock;
using Federation.Hosting.Storage;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Audit;

/// <summary>
/// The entry of a command that opens people's records on the node's machine: who runs it, why (<c>--reason</c>, else the command), and
/// how much it is about to open. Without the entry nothing is opened.
/// </summary>
internal static class OperatorEntry
{
    internal const string ReasonUsage = "[--reason TEXT]";

    /// <summary>Whether <c>--reason</c> is left out or may stand in the trail; else the command is used wrongly.</summary>
    internal static bool IsReasonFit(IConfiguration settings) => settings["reason"] is not { } reason || Access.IsReason(reason);

    /// <summary>Durable when it returns.</summary>
    /// <exception cref="StartRefusedException">It cannot be recorded.</exception>
    internal static void Note(IDurableStore store, IConfiguration settings, string verb, AuditAct act, Func<StoreSession, string> what)
    {
        var why = settings["reason"] ?? verb;
        var now = ClockExtensions.Choose(settings).GetUtcNow();
        var counted = store.Read(what);
        try
        {
            store.Note(Access.OfOperator(why), act, AuditTrail.NoDriver, counted, now);
        }
        catch (Exception e) when (StorageFault.CodeOf(e) is { } code)
        {
            throw new StartRefusedException($"the audit trail cannot be written ({code}), and without an entry there nothing is opened");
        }
    }
}
