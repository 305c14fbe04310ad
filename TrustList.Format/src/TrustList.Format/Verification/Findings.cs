using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Verification;

/// <summary>Collects what the checks of one verification found, and weighs it. Bounded, whatever the input.</summary>
internal sealed class Findings(VerificationProfile profile)
{
    private const int Most = 64;
    private List<Finding>? failures;
    private List<Finding>? warnings;

    /// <summary>True when something was found that refuses.</summary>
    public bool Refused { get; private set; }

    /// <summary>Whether a reason was found, as a failure.</summary>
    public bool Has(Reason reason) => failures is not null && failures.Exists(finding => finding.Reason == reason);

    /// <summary>Records a failed check with its own effect; the lenient profile turns waivable ones into warnings.</summary>
    public void Add(Reason reason, string detail)
    {
        var text = ReasonText.Of(reason);
        if (text.Effect == ReasonEffect.Warns || (text.Waivable && profile == VerificationProfile.Lenient))
        {
            Warn(reason, detail);
            return;
        }
        Refused |= text.Effect == ReasonEffect.Refuses;
        Keep(ref failures, new(reason, detail));
    }

    /// <summary>Records a failed check that the policy only warns of.</summary>
    public void Warn(Reason reason, string detail) => Keep(ref warnings, new(reason, detail));

    /// <summary>Records why bytes could not be read.</summary>
    public void Add<T>(Decoded<T> failure, string what) => Add(
        failure.Fault switch
        {
            DecodeFault.Empty => Reason.NotCbor,
            DecodeFault.TooLarge => Reason.TooLarge,
            DecodeFault.TooDeep or DecodeFault.TooMany => Reason.TooDeep,
            DecodeFault.TrailingBytes => Reason.TrailingBytes,
            DecodeFault.DuplicateKey => Reason.DuplicateKey,
            _ => Reason.NotCbor,
        },
        $"{what}: {failure.Detail}");

    /// <summary>Records why a COSE message could not be read: its headers have their own reason.</summary>
    public void AddHeaders<T>(Decoded<T> failure, string what)
    {
        if (failure.Fault is DecodeFault.MissingField or DecodeFault.BadValue)
            Add(Reason.AlgorithmNotProtected, $"{what}: {failure.Detail}");
        else if (failure.Fault is DecodeFault.WrongType)
            Add(Reason.WrongStructure, $"{what}: {failure.Detail}");
        else
            Add(failure, what);
    }

    /// <summary>The failures in the order of their permanent numbers, which is the order of the checks.</summary>
    public ImmutableArray<Finding> Failures() => Sorted(failures);

    /// <summary>The warnings in the order of their numbers.</summary>
    public ImmutableArray<Finding> Warnings() => Sorted(warnings);

    private static ImmutableArray<Finding> Sorted(List<Finding>? findings) =>
        findings is null ? [] : [.. findings.OrderBy(finding => finding.Reason)];

    // One finding of each reason is always kept, so that the deciding one never falls to the bound.
    private static void Keep(ref List<Finding>? list, Finding finding)
    {
        list ??= [];
        if (list.Count < Most || !list.Exists(kept => kept.Reason == finding.Reason))
            list.Add(finding);
    }
}
