using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>The one state machine of keys (SPEC.md §5.3): dates move a key on by themselves, a history can only move it further.</summary>
public static class KeyLifecycle
{
    /// <summary>How long a new key of an admitted region is published before it may sign, so that verifiers know it first.</summary>
    public static readonly TimeSpan MinimumNotice = TimeSpan.FromHours(48);

    private static readonly ImmutableHashSet<(KeyState From, KeyState To)> Legal =
    [
        (KeyState.Pending, KeyState.Active),
        (KeyState.Active, KeyState.Retiring),
        (KeyState.Retiring, KeyState.Retired),
        (KeyState.Pending, KeyState.Compromised),
        (KeyState.Active, KeyState.Compromised),
        (KeyState.Retiring, KeyState.Compromised),
        (KeyState.Retired, KeyState.Compromised),
    ];

    /// <summary>Whether a key may go from one state to the other.</summary>
    public static bool IsLegal(KeyState from, KeyState to) => Legal.Contains((from, to));

    /// <summary>
    /// The state at an instant: the further of what the dates and the history say, compromised above all.
    /// Null before the record was published.
    /// </summary>
    public static KeyState? StateAt(IKeyRecord key, DateTimeOffset at) => StateAt(key, key.History, at);

    /// <summary>The state that a key would have without any compromise: what an older signature of a compromised key needs besides.</summary>
    public static KeyState StateBesideCompromise(IKeyRecord key, DateTimeOffset at) =>
        // Nothing follows a compromise, so that the last entry tells whether there is one.
        StateAt(key, key.History[^1].State == KeyState.Compromised ? [.. key.History.Where(step => step.State != KeyState.Compromised)] : key.History, at)
        ?? KeyState.Pending;

    /// <summary>Whether the key may make signatures at an instant.</summary>
    public static bool MaySign(IKeyRecord key, DateTimeOffset at) => StateAt(key, at) is KeyState.Active;

    /// <summary>Whether signatures of the key are accepted at an instant. What was signed when is the caller's to check.</summary>
    public static bool MayVerify(IKeyRecord key, DateTimeOffset at) => StateAt(key, at) is KeyState.Active or KeyState.Retiring;

    /// <summary>Checks the dates and every declared step of a key's history.</summary>
    /// <returns>The first rule broken, or null.</returns>
    public static RegistryRefusal? Check(IKeyRecord key, string name)
    {
        if (!(key.PublishedAt <= key.SignFrom && key.SignFrom < key.SignUntil && key.SignUntil <= key.VerifyUntil))
            return new(RegistryFault.DatesOutOfOrder, name);
        if (!IsOrdered(key))
            return new(RegistryFault.HistoryOutOfOrder, name);
        for (var i = 0; i < key.History.Length; i++)
        {
            var step = key.History[i];
            var before = i == 0 ? KeyState.Pending : StateAt(key, key.History[..i], step.Since);
            if (step.State == KeyState.Active && step.Since < key.SignFrom)
                return new(RegistryFault.IllegalTransition, $"{name}: active before signFrom");
            var backFromLoss = i > 0 && key.History[i - 1].State == KeyState.Compromised && step.State != KeyState.Compromised;
            if (backFromLoss || (before != step.State && !IsLegal(before!.Value, step.State)))
                return new(RegistryFault.IllegalTransition, $"{name}: {before} -> {step.State}");
        }
        return null;
    }

    // A loss may be declared before an entry that has not begun, such as the retirement of a key that is being followed:
    // it stands last, and nothing follows it.
    private static bool IsOrdered(IKeyRecord key)
    {
        var steps = key.History.TakeWhile(step => step.State != KeyState.Compromised).ToImmutableArray();
        var losses = key.History[steps.Length..];
        var first = key.History.IsEmpty ? default : key.History[0].Since;
        return !key.History.IsEmpty && first >= key.PublishedAt && Histories.IsOrdered(steps)
            && losses.All(loss => loss.Since >= first);
    }

    private static KeyState? StateAt(IKeyRecord key, ImmutableArray<StateChange<KeyState>> history, DateTimeOffset at)
    {
        if (Histories.StateAt(history, at) is not { } declared)
            return null;
        var dated = at < key.SignFrom ? KeyState.Pending
            : at < key.SignUntil ? KeyState.Active
            : at < key.VerifyUntil ? KeyState.Retiring
            : KeyState.Retired;
        return declared > dated ? declared : dated;
    }
}
