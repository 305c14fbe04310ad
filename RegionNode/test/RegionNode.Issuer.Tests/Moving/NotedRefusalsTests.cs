using RegionNode.Issuer.Moving;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>How often a region asks is not for it to write into another one's trail.</summary>
public sealed class NotedRefusalsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Asks_for_one_entry_a_minute_for_each_move_and_reason()
    {
        var refusals = new NotedRefusals();
        Assert.True(refusals.IsDue("a", MoveReason.Letters, Noon));
        Assert.True(refusals.IsDue("a", MoveReason.Letters, Noon)); // Not noted yet: the entry may have failed.
        refusals.Noted("a", MoveReason.Letters, Noon);
        Assert.False(refusals.IsDue("a", MoveReason.Letters, Noon.AddSeconds(59)));
        Assert.True(refusals.IsDue("a", MoveReason.TransferPending, Noon));
        Assert.True(refusals.IsDue("b", MoveReason.Letters, Noon));
        refusals.Noted("b", MoveReason.Letters, Noon.AddSeconds(61));
        Assert.True(refusals.IsDue("a", MoveReason.Letters, Noon.AddSeconds(61)));
        Assert.False(refusals.IsDue("b", MoveReason.Letters, Noon.AddSeconds(62)));
    }
}
