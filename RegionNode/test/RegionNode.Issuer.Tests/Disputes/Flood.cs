using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Disputes;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Tests.Disputes;

/// <summary>As many disputes as reporters of a kind may bring in a day.</summary>
internal static class Flood
{
    private static int made;

    internal static void Of(TestRegion near, string reporting, string home, DisputeReporter reporter)
    {
        var now = Instants.WholeSeconds(near.Clock.GetUtcNow());
        near.Issuer.Services.GetRequiredService<IDurableStore>().Write("flood", db =>
        {
            for (var i = 0; i < DisputeLimits.PerReporterAndDay; i++)
            {
                var number = Interlocked.Increment(ref made);
                DisputeTable.Insert(
                    db,
                    new DisputeRow
                    {
                        Id = $"{number:x32}", Reporting = reporting, Home = home, Hash = $"{number:x64}", Driver = AuditTrail.NoDriver,
                        State = DisputeState.Answered, Record = [], ReceivedAt = now, DueAt = now,
                    },
                    reporter);
            }
            return true;
        });
    }
}
