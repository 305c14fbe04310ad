using System.Collections.Immutable;
using Conformance.Areas;

namespace Conformance.Cases;

/// <summary>Every case there is, by id. Ids are permanent: <c>conformance-tests/cases.txt</c> lists them and only grows.</summary>
public static class Catalogue
{
    /// <summary>The cases in the order of their areas.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Areas().Select(LesserCases.Graded)];

    /// <summary>The case of this id, or null.</summary>
    public static ConformanceCase? Find(string id) => ById.GetValueOrDefault(id);

    private static readonly ImmutableDictionary<string, ConformanceCase> ById = All.ToImmutableDictionary(found => found.Id, StringComparer.Ordinal);

    private static IEnumerable<ConformanceCase> Areas() =>
    [
        .. LicenceCases.All,
        .. TufCases.All,
        .. TransportFaultCases.All,
        .. TransportRecoveryCases.All,
        .. TransportCacheCases.All,
        .. TransportOutageCases.All,
        .. TransportRedirectCases.All,
        .. StateRollbackCases.All,
        .. StateKillCases.All,
        .. StateOfflineCases.All,
        .. ClockCases.All,
        .. NoticeCases.All,
        .. NoticeDocumentCases.All,
        .. KeyStolenCases.All,
        .. HubStolenCases.All,
        .. StatusKeyCases.All,
        .. RotationCases.All,
        .. RegionStoryCases.All,
        .. RegionSuccessionCases.All,
        .. RegionDocumentCases.All,
        .. RegionRightCases.All,
        .. StatusTokenCases.All,
        .. StatusFormCases.All,
        .. StatusValueCases.All,
        .. StatusHistoryCases.All,
        .. HeadsPackageCases.All,
        .. HeadsBentCases.All,
        .. HeadsSignedCases.All,
        .. HeadsHeldCases.All,
        .. HeadsPushCases.All,
        .. HeadsUpdateCases.All,
        .. HeadsProofCases.All,
        .. HeadsVerdictCases.All,
        .. HeadsStapleCases.All,
        .. StatusReferenceCases.All,
        .. RecognitionCases.All,
        .. PurposeRuleCases.All,
        .. JsonCases.All,
        .. CoseSignatureCases.All,
        .. CertificateSignatureCases.All,
        .. TufSignatureCases.All,
        .. CborMapCases.All,
        .. CborCases.All,
        .. MdocCases.All,
        .. LogNoteCases.All,
        .. LogCosignatureCases.All,
        .. LogProofCases.All,
        .. LogGrowthCases.All,
        .. LogSyncCases.All,
        .. TufRoleCases.All,
        .. TufRootCases.All,
        .. TufDelegationCases.All,
        .. TufSearchCases.All,
        .. TufListedCases.All,
        .. TufLaterCases.All,
        .. TufSuiteCases.All,
    ];
}
