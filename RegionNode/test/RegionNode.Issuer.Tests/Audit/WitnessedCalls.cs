using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Audit;

/// <summary>
/// Calls endpoints, each first while no entry of the audit trail can be written, which must end in nothing, and then as it should
/// be, which must leave an entry that says who, why, when and whose record.
/// </summary>
internal sealed class WitnessedCalls(TestRegion region)
{
    private static readonly string[] PersonTables =
        ["driver_records", "photos", "applications", "reviews", "counter_cases", "notices", "life_events", "transfers", "disputes", "feed_places"];

    // When the daily look at dates comes to a record; that may come to one in any moment.
    private const string Planned = "due";

    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    /// <summary>The endpoints called so far.</summary>
    internal IReadOnlySet<string> Made => made;

    private IDurableStore Store => region.Issuer.Services.GetRequiredService<IDurableStore>();

    /// <summary>Calls an endpoint of the province's systems; the answer.</summary>
    /// <param name="endpoint">Its name.</param>
    /// <param name="call">A valid request, made anew each time.</param>
    /// <param name="fileNumber">Whose record; null: of several, or none that the entry names.</param>
    /// <param name="why">What the entry gives as reason; null: the endpoint's name.</param>
    /// <param name="who">Who the entry says it was; null: the province's system.</param>
    /// <param name="blockedToo">Whether it is tried without a trail. Not where the work is done after the answer.</param>
    internal Task<Answer> CallAsync(
        string endpoint, Func<Task<Answer>> call, string? fileNumber = null, string? why = null, string? who = null, bool blockedToo = true) =>
        CallAsync(endpoint, call, answer => (int)answer.Status / 100 == 2, fileNumber, why, who, blockedToo);

    /// <summary>The same for any kind of answer.</summary>
    internal async Task<T> CallAsync<T>(
        string endpoint, Func<Task<T>> call, Func<T, bool> isDone, string? fileNumber = null, string? why = null, string? who = null, bool blockedToo = true)
    {
        made.Add(endpoint);
        if (blockedToo)
            await BlockedAsync(endpoint, call, isDone);
        var (last, begun) = (Store.Read(db => AuditTable.Last(db).Seq), region.Clock.GetUtcNow());
        var answer = await call();
        Assert.True(isDone(answer), $"{endpoint}: {answer}");
        var driver = fileNumber is null ? null : Store.Read(db => db.KeyOf(fileNumber)).Value;
        var entries = Store.Read(db => AuditTable.After(db, last, driver: null, take: 100));
        var (from, until) = (begun.AddSeconds(-1), region.Clock.GetUtcNow());
        Assert.True(
            entries.Any(row => row.Entry.Who.StartsWith(who ?? Province, StringComparison.Ordinal) && row.Entry.Why == (why ?? endpoint)
                && row.Entry.At >= from && row.Entry.At <= until && (driver is null || row.Entry.Driver == driver)),
            $"{endpoint} left no entry of its own: {string.Join("; ", entries.Select(row => row.Entry))}");
        return answer;
    }

    private string Province => $"system:{region.ProvinceSystem.Pin[..16]}";

    private async Task BlockedAsync<T>(string endpoint, Func<Task<T>> call, Func<T, bool> isDone)
    {
        var before = Store.Read(Content);
        Store.Write("hide the trail", db => db.Execute("ALTER TABLE audit RENAME TO audit_away"));
        try
        {
            var answer = await call();
            Assert.False(isDone(answer), $"{endpoint} answered without an entry in the trail");
        }
        catch (Exception e) when (e is Grpc.Core.RpcException or HttpRequestException)
        {
            // Not answered.
        }
        finally
        {
            Store.Write("show the trail", db => db.Execute("ALTER TABLE audit_away RENAME TO audit"));
        }
        Assert.True(before == Store.Read(Content), $"{endpoint} changed a person's record without an entry in the trail");
    }

    private static string Content(StoreSession db)
    {
        var text = new StringBuilder();
        foreach (var table in PersonTables)
        {
            foreach (IDictionary<string, object?> row in db.Query<dynamic>($"SELECT * FROM {table}"))
                text.AppendJoin(' ', row.Where(cell => cell.Key != Planned).Select(cell => cell.Value is byte[] bytes ? Convert.ToHexString(bytes) : $"{cell.Value}")).Append('\n');
        }
        return text.ToString();
    }
}
