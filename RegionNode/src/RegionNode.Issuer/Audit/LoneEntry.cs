using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Audit;

/// <summary>An entry in a transaction of its own, for what was read before it and is given out after it: without the entry there is no answer.</summary>
internal static class LoneEntry
{
    /// <summary>Records one access; durable when it returns.</summary>
    internal static void Note(this IDurableStore store, Access access, AuditAct act, DriverKey driver, string what, DateTimeOffset now) =>
        store.Write("note access", db =>
        {
            AuditTrail.Note(db, access, act, driver, what, now);
            return true;
        });
}
