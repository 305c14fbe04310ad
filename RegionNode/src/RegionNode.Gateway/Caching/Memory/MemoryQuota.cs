using System.Collections.Concurrent;

namespace RegionNode.Gateway.Caching.Memory;

/// <summary>Limits of parties as this process alone counts them.</summary>
/// <param name="clock">The day.</param>
/// <param name="real">The rate: real time, also under a rehearsal clock.</param>
internal sealed class MemoryQuota(TimeProvider clock, TimeProvider real) : IQuota
{
    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly long _start = real.GetTimestamp();

    /// <inheritdoc/>
    public ValueTask<QuotaAnswer> Take(string party, int perSecond, int perDay, int count, CancellationToken cancel) =>
        ValueTask.FromResult(Take(party, perSecond, perDay, count));

    /// <summary>The same, at once.</summary>
    public QuotaAnswer Take(string party, int perSecond, int perDay, int count) =>
        _accounts.GetOrAdd(party, _ => new Account()).Take(new Rate(perSecond), perDay, count, real.GetElapsedTime(_start), clock.GetUtcNow());

    private sealed class Account
    {
        private readonly Lock _turn = new();
        private TimeSpan _paid;
        private DateOnly _day;
        private long _taken;

        public QuotaAnswer Take(Rate rate, int perDay, int count, TimeSpan at, DateTimeOffset now)
        {
            lock (_turn)
            {
                var today = DateOnly.FromDateTime(now.UtcDateTime);
                // A clock that crosses midnight backwards gives no day twice; one that was wrong by more is not held against anybody.
                if (today > _day || today < _day.AddDays(-1)) (_day, _taken) = (today, 0);
                if (_taken + count > perDay) return QuotaAnswer.Over(Rate.UntilTomorrow(now));
                var from = _paid > at ? _paid : at;
                if (rate.Wait(from - at, count) is { Ticks: > 0 } wait) return QuotaAnswer.Over(wait);
                _paid = from + rate.Cost(count);
                _taken += count;
                return QuotaAnswer.Yes;
            }
        }
    }
}
