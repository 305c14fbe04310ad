using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Health;

/// <summary>Warns of photos whose review is overdue, and of a year whose working days are not known.</summary>
internal sealed class ReviewHealth(IDurableStore store, WorkingDays calendar, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        List<HealthFinding> warnings = [];
        if (store.Read(db => ReviewTable.Overdue(db, now)) is (> 0 and var count, { } oldest))
            warnings.Add(NodeReasons.ReviewsOverdue.Because($"{count} photos wait for a review beyond their deadline, the oldest since {oldest.Instant():O}"));
        if (!calendar.Knows(ChinaTime.DayOf(now).Year))
            warnings.Add(NodeReasons.YearUnknown.Because($"the working days of {ChinaTime.DayOf(now).Year} are not known: deadlines go by weekends alone; put the State Council's notice into working-days.txt"));
        return Task.FromResult(HealthFinding.Result(warnings));
    }
}
