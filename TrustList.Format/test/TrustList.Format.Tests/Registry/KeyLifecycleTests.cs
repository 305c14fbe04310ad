using TrustList.Format.Registry;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class KeyLifecycleTests
{
    private static readonly StatusKey Key = new()
    {
        KeyId = "test",
        Spki = default,
        PublishedAt = Start,
        SignFrom = Start.AddDays(10),
        SignUntil = Start.AddDays(20),
        ValidUntil = Start.AddDays(30),
        History = [new(KeyState.Pending, Start, "Published")],
    };

    [Fact]
    public void Moves_on_by_its_dates()
    {
        Assert.Null(KeyLifecycle.StateAt(Key, Start.AddSeconds(-1)));
        Assert.Equal(KeyState.Pending, KeyLifecycle.StateAt(Key, Start));
        Assert.Equal(KeyState.Pending, KeyLifecycle.StateAt(Key, Start.AddDays(10).AddSeconds(-1)));
        Assert.Equal(KeyState.Active, KeyLifecycle.StateAt(Key, Start.AddDays(10)));
        Assert.Equal(KeyState.Retiring, KeyLifecycle.StateAt(Key, Start.AddDays(20)));
        Assert.Equal(KeyState.Retired, KeyLifecycle.StateAt(Key, Start.AddDays(30)));
    }

    [Fact]
    public void Signs_when_active_and_verifies_until_retired()
    {
        Assert.Equal([false, true, false, false], new[] { 0, 10, 20, 30 }.Select(day => KeyLifecycle.MaySign(Key, Start.AddDays(day))));
        Assert.Equal([false, true, true, false], new[] { 0, 10, 20, 30 }.Select(day => KeyLifecycle.MayVerify(Key, Start.AddDays(day))));
    }

    [Fact]
    public void Is_moved_further_by_its_history_but_never_back()
    {
        var early = Key with { History = Key.History.And(KeyState.Active, Start.AddDays(10)).And(KeyState.Retiring, Start.AddDays(12)) };
        Assert.Null(KeyLifecycle.Check(early, "test"));
        Assert.Equal(KeyState.Active, KeyLifecycle.StateAt(early, Start.AddDays(11)));
        Assert.Equal(KeyState.Retiring, KeyLifecycle.StateAt(early, Start.AddDays(12)));
        Assert.Equal(KeyState.Retired, KeyLifecycle.StateAt(early, Start.AddDays(30)));
    }

    [Fact]
    public void Is_compromised_from_the_declaration_on_for_ever()
    {
        var stolen = Key with { History = Key.History.And(KeyState.Compromised, Start.AddDays(15)) };
        Assert.Null(KeyLifecycle.Check(stolen, "test"));
        Assert.Equal(KeyState.Active, KeyLifecycle.StateAt(stolen, Start.AddDays(14)));
        Assert.Equal(KeyState.Compromised, KeyLifecycle.StateAt(stolen, Start.AddDays(15)));
        Assert.Equal(KeyState.Compromised, KeyLifecycle.StateAt(stolen, Start.AddDays(3_000)));
    }

    public static TheoryData<KeyState, KeyState, bool> Transitions()
    {
        var legal = new HashSet<(KeyState, KeyState)>
        {
            (KeyState.Pending, KeyState.Active), (KeyState.Active, KeyState.Retiring), (KeyState.Retiring, KeyState.Retired),
            (KeyState.Pending, KeyState.Compromised), (KeyState.Active, KeyState.Compromised),
            (KeyState.Retiring, KeyState.Compromised), (KeyState.Retired, KeyState.Compromised),
        };
        var rows = new TheoryData<KeyState, KeyState, bool>();
        foreach (var from in Enum.GetValues<KeyState>())
            foreach (var to in Enum.GetValues<KeyState>())
                rows.Add(from, to, legal.Contains((from, to)));
        return rows;
    }

    [Theory, MemberData(nameof(Transitions))]
    public void Knows_the_legal_transitions(KeyState from, KeyState to, bool legal) => Assert.Equal(legal, KeyLifecycle.IsLegal(from, to));

    [Theory]
    [InlineData(5, KeyState.Active)]        // before signFrom
    [InlineData(5, KeyState.Retiring)]      // from pending
    [InlineData(15, KeyState.Retired)]      // from active
    [InlineData(15, KeyState.Pending)]      // back
    [InlineData(25, KeyState.Active)]       // from retiring
    public void Rejects_an_illegal_declaration(int day, KeyState declared) => Assert.Equal(
        RegistryFault.IllegalTransition,
        KeyLifecycle.Check(Key with { History = Key.History.And(declared, Start.AddDays(day)) }, "test")?.Fault);

    [Fact]
    public void Rejects_anything_after_a_compromise() => Assert.Equal(
        RegistryFault.IllegalTransition,
        KeyLifecycle.Check(Key with { History = Key.History.And(KeyState.Compromised, Start.AddDays(11)).And(KeyState.Retiring, Start.AddDays(12)) }, "test")?.Fault);

    [Fact]
    public void Rejects_anything_after_a_loss_that_has_not_begun() => Assert.Equal(
        RegistryFault.IllegalTransition,
        KeyLifecycle.Check(Key with { History = Key.History.And(KeyState.Compromised, Start.AddDays(15)).And(KeyState.Active, Start.AddDays(12)) }, "test")?.Fault);

    [Fact]
    public void Accepts_a_loss_declared_before_a_retirement_that_has_not_begun()
    {
        var followed = Key with { History = Key.History.And(KeyState.Retiring, Start.AddDays(15)).And(KeyState.Compromised, Start.AddDays(12)) };
        Assert.Null(KeyLifecycle.Check(followed, "test"));
        Assert.Equal(
            [KeyState.Active, KeyState.Compromised, KeyState.Compromised],
            new[] { 11, 13, 16 }.Select(day => KeyLifecycle.StateAt(followed, Start.AddDays(day))!.Value));
        Assert.Equal(RegistryFault.HistoryOutOfOrder, KeyLifecycle.Check(
            Key with { History = Key.History.And(KeyState.Compromised, Start.AddDays(-1)) }, "test")?.Fault);
    }

    [Theory]
    [InlineData(11, 10, 20, 30)]
    [InlineData(0, 20, 20, 30)]
    [InlineData(0, 10, 31, 30)]
    public void Rejects_dates_out_of_order(int published, int from, int until, int valid) => Assert.Equal(
        RegistryFault.DatesOutOfOrder,
        KeyLifecycle.Check(Key with
        {
            PublishedAt = Start.AddDays(published),
            SignFrom = Start.AddDays(from),
            SignUntil = Start.AddDays(until),
            ValidUntil = Start.AddDays(valid),
        }, "test")?.Fault);

    [Fact]
    public void Rejects_a_history_that_is_empty_or_begins_before_publication()
    {
        Assert.Equal(RegistryFault.HistoryOutOfOrder, KeyLifecycle.Check(Key with { History = [] }, "test")?.Fault);
        Assert.Equal(RegistryFault.HistoryOutOfOrder, KeyLifecycle.Check(
            Key with { History = [new(KeyState.Pending, Start.AddDays(-1), "Too early")] }, "test")?.Fault);
    }
}
