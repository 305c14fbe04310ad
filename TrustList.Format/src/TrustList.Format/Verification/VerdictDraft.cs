using System.Collections.Immutable;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Registry;
using TrustList.Format.Verification.Checks;

namespace TrustList.Format.Verification;

/// <summary>What one verification has learnt so far.</summary>
internal sealed class VerdictDraft(VerificationRequest request, Findings findings)
{
    public VerificationRequest Request => request;

    public KnownSigner? Signer { get; set; }

    public RegionRecord? Region { get; set; }

    public RecognitionResult? Recognition { get; set; }

    public IssuanceBasis? Issuance { get; set; }

    public StatusBasis? Status { get; set; }

    public IReadOnlyList<PresentedItem> Items { get; set; } = [];

    public ImmutableArray<string> Withheld { get; set; } = [];

    /// <summary>Weighs the findings: what refuses decides before what leaves the matter open.</summary>
    public Verdict Finish(TrustState? state)
    {
        var failures = findings.Failures();
        var deciding = findings.Refused
            ? failures.First(finding => ReasonText.Of(finding.Reason).Effect == ReasonEffect.Refuses).Reason
            : failures is [var first, ..] ? first.Reason : (Reason?)null;
        var passOn = !findings.Refused && Signer?.Anchor is not null;
        return new Verdict
        {
            Outcome = findings.Refused ? Outcome.Refused : deciding is null ? Outcome.Accepted : Outcome.Undecided,
            Reason = deciding,
            Reasons = failures,
            Warnings = findings.Warnings(),
            Issuer = Signer is { Anchor: not null, Leaf: var leaf } ? new(Region?.Code, Region?.NameZh, Region?.NameEn, leaf.Thumbprint) : null,
            Profile = request.Profile,
            SimulatedClock = request.SimulatedClock,
            At = request.Now,
            RestsOn = new RestsOn
            {
                TrustList = state?.Versions,
                Epoch = state?.Epoch is { } epoch ? new(epoch.Epoch.Number, epoch.Epoch.Time, epoch.LoggedAt) : null,
                Issuance = Issuance,
                Status = Status,
                AgreementId = Recognition?.Agreement?.Id,
                RecognisedFrom = Recognition?.RecognisedFrom,
                Live = Live(),
            },
            Disclosed = passOn ? Disclosure.Group(Items, Withheld) : ImmutableDictionary<string, IReadOnlyDictionary<string, ElementValue>>.Empty,
            Withheld = Withheld,
        };
    }

    private LiveBasis? Live() => request.Live?.Claims is { } claims && !findings.Has(Reason.LiveMismatch)
        ? new(claims.Value, claims.Letters, claims.Points, claims.PointsClear, claims.IssuedAt)
        : null;
}
