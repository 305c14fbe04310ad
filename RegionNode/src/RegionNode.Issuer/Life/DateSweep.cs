using Federation.Hosting.Storage;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Life;

/// <summary>
/// Finds the drivers whose review or renewal date has passed and records it. It opens the records that are due, and those of which an
/// older program did not say when they are, some hundred in a short writing transaction, and says of each when it is to be looked
/// at again: nobody waits for it, and sweeping twice records nothing twice. A record that fails is told of in the log and in health
/// and looked at again tomorrow, and keeps none of the others waiting.
/// </summary>
internal sealed partial class DateSweep(IDurableStore store, StatusSignal signal, TimeProvider clock, ILogger<DateSweep> logger)
{
    private const int AtOnce = 500;
    private static readonly Access Why = Access.OfNode("dates that have passed");

    /// <summary>Looks at all that is due; how many events it recorded.</summary>
    internal int Run(CancellationToken cancellation)
    {
        var recorded = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var now = clock.GetUtcNow();
            var today = ChinaTime.DayOf(now);
            var drivers = store.Read(db => DriverRecordTable.DueUntil(db, today, AtOnce));
            if (drivers.Count == 0)
                break;
            recorded += LookAt(drivers, today, now);
        }
        Write("forget dates put off", PutOffTable.Forget);
        return recorded;
    }

    /// <summary>In one transaction; where that fails and the store does not, each alone, and the one that fails alone is put off.</summary>
    private int LookAt(IReadOnlyList<DriverKey> drivers, DateOnly today, DateTimeOffset now)
    {
        try
        {
            var outcomes = store.Write("sweep dates", db => drivers.SelectMany(driver => Look(db, driver, today, now)).ToList());
            if (outcomes.Exists(outcome => outcome.Changed))
                signal.Changed();
            return outcomes.Count(outcome => outcome.Refusal is null);
        }
        catch (Exception e) when (!StorageFault.Is(e)) // A database out of order says nothing against a record.
        {
            if (drivers.Count > 1)
                return drivers.Sum(driver => LookAt([driver], today, now));
            Write("put a date off", db => PutOffTable.PutOff(db, drivers[0], today.AddDays(1), e.GetType().Name, now));
            PutOff(logger, drivers[0], e.GetType().Name);
            return 0;
        }
    }

    private void Write(string act, Action<StoreSession> work) => store.Write(act, db =>
    {
        work(db);
        return true;
    });

    private static List<LifeOutcome> Look(StoreSession db, DriverKey driver, DateOnly today, DateTimeOffset now)
    {
        var (bytes, letters) = DriverRecordTable.Find(db, driver)!.Value;
        var body = DriverRecord.FromBytes(bytes).Body;
        // It rests on the registry's dates: no act of anybody.
        var outcomes = DueDates.Passed(body, letters, today)
            .Select(due => LifeBook.Record(db, driver, new Overdue(due), Why, now, stated: StatedAt.Unknown)).ToList();
        var next = DueDates.Next(body, outcomes.FindLast(outcome => outcome.Refusal is null)?.Letters ?? letters);
        DriverRecordTable.SetDue(db, driver, next <= today ? today.AddDays(1) : next); // What the book refused is asked again tomorrow.
        return outcomes;
    }

    [LoggerMessage(1, LogLevel.Error, "the dates of driver {Driver} cannot be swept ({Type}); they are looked at again tomorrow")]
    private static partial void PutOff(ILogger logger, DriverKey driver, string type);
}
