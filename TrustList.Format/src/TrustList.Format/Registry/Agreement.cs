using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>
/// A dated agreement: every acceptor takes the licences of every issuer (SPEC.md §5.4). A mutual agreement names
/// the same codes on both sides; one that makes licences valid everywhere has <c>*</c> as acceptor.
/// </summary>
public sealed record Agreement
{
    /// <summary>Unique in the policy, for ever: 1 to 64 of a-z, 0-9 and hyphen.</summary>
    public required string Id { get; init; }

    /// <summary>Chinese title.</summary>
    public required string TitleZh { get; init; }

    /// <summary>English title.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Whose licences: codes (a province covers its cities) or <c>*</c>.</summary>
    public required ImmutableArray<string> Issuers { get; init; }

    /// <summary>Who takes them: codes (a province covers its cities) or <c>*</c>.</summary>
    public required ImmutableArray<string> Acceptors { get; init; }

    /// <summary>The document types it is about, at least one.</summary>
    public required ImmutableArray<string> DocTypes { get; init; }

    /// <summary>The vehicle classes it is about; empty means all.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>The purposes it is about, at least one.</summary>
    public required ImmutableArray<Purpose> Purposes { get; init; }

    /// <summary>The first instant at which it binds.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>From this instant on it binds no more; null means no planned end.</summary>
    public DateTimeOffset? EffectiveUntil { get; init; }

    /// <summary>The act it rests on.</summary>
    public required string LegalReference { get; init; }

    /// <summary>Suspensions and the like, oldest first; empty means in force between the dates. Only ever appended to.</summary>
    public ImmutableArray<StateChange<AgreementState>> History { get; init; } = [];

    /// <summary>Every instant at which it may begin to bind.</summary>
    internal IEnumerable<DateTimeOffset> Starts =>
        History.Where(step => step.State == AgreementState.InForce).Select(step => step.Since).Prepend(EffectiveFrom);

    /// <summary>Whether it binds at an instant, past or future.</summary>
    public bool BindsAt(DateTimeOffset at) =>
        EffectiveFrom <= at && (EffectiveUntil is null || at < EffectiveUntil)
        && Histories.StateAt(History, at) is null or AgreementState.InForce;
}
