using System.Collections.Immutable;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification.Checks;

namespace TrustList.Format.Verification;

/// <summary>What one verification has learnt so far.</summary>
internal sealed class VerdictDraft(VerificationRequest request, Findings findings)
{
    public VerificationRequest Request => request;

    /// <summary>How the licence was shown.</summary>
    public Presented Presented { get; set; } = new(PresentationKind.DeviceResponse);

    public KnownSigner? Signer { get; set; }

    public RegionRecord? Region { get; set; }

    public RecognitionResult? Recognition { get; set; }

    public IssuanceBasis? Issuance { get; set; }

    public StatusBasis? Status { get; set; }

    /// <summary>The stapled assertion that decides the status; null where none does.</summary>
    public LiveStatusClaims? Staple { get; set; }

    /// <summary>Where a Transferred licence went; null where it is not, or nobody says.</summary>
    public TransferBasis? Transfer { get; set; }

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
            Presented = Presented,
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
                Transfer = Transfer,
                AgreementId = Recognition?.Agreement?.Id,
                RecognisedFrom = Recognition?.RecognisedFrom,
                Live = Live(),
            },
            Disclosed = passOn ? Disclosure.Group(Items, Withheld) : ImmutableDictionary<string, IReadOnlyDictionary<string, ElementValue>>.Empty,
            Withheld = passOn ? Withheld : [], // Of what nobody vouches for, or is refused, the names are a stranger's words.
        };
    }

    private LiveBasis? Live() => request.Live?.Claims is { } claims && !findings.Has(Reason.LiveMismatch) ? BasisOf(claims, stapled: false)
        : Staple is { } staple ? BasisOf(staple, stapled: true)
        : null;

    // Whatever the region tells, or the holder carries: a purpose sees no more than is for it.
    private LiveBasis BasisOf(LiveStatusClaims claims, bool stapled) =>
        request.Purpose is not { } purpose || LiveDisclosure.TellsLettersAndPoints(purpose)
            ? new(claims.Value, claims.Letters, claims.Points, claims.PointsClear, claims.IssuedAt) { Stapled = stapled }
            : new(claims.Value, string.Empty, null, null, claims.IssuedAt) { Stapled = stapled };
}
