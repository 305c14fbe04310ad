namespace TrustList.Format.Registry;

/// <summary>Whether an acceptor takes an issuer's licence, by the agreements (SPEC.md §5.4).</summary>
public static class Recognition
{
    /// <summary>Decides one question at one instant, past, present or future.</summary>
    /// <param name="policy">The agreements.</param>
    /// <param name="registry">The regions; one that is not active at the instant recognises nothing and is not recognised.</param>
    /// <param name="issuerCode">The region that issued.</param>
    /// <param name="acceptorCode">The region where the licence is shown.</param>
    /// <param name="docType">The licence's document type.</param>
    /// <param name="vehicleClass">The class it must serve for; null means that no class is asked about.</param>
    /// <param name="purpose">What it is shown for.</param>
    /// <param name="at">The instant of presentation.</param>
    public static RecognitionResult Evaluate(
        PolicyDocument policy, RegistryDocument registry, string issuerCode, string acceptorCode,
        string docType, string? vehicleClass, Purpose purpose, DateTimeOffset at)
    {
        if (StandingRefusal(registry, issuerCode, at) is { } issuer)
            return RecognitionResult.Not(issuer);
        if (StandingRefusal(registry, acceptorCode, at) is { } acceptor)
            return RecognitionResult.Not(acceptor);
        if (issuerCode == acceptorCode)
            return RecognitionResult.OwnRegion;

        var candidates = policy.Agreements.Where(agreement =>
            agreement.Issuers.Any(member => RegionCode.Covers(member, issuerCode))
            && agreement.Acceptors.Any(member => RegionCode.Covers(member, acceptorCode))
            && agreement.DocTypes.Contains(docType)
            && (vehicleClass is null || agreement.Classes.IsEmpty || agreement.Classes.Contains(vehicleClass))
            && agreement.Purposes.Contains(purpose)).ToList();
        if (candidates.Find(agreement => agreement.BindsAt(at)) is { } found)
            return RecognitionResult.By(found);

        DateTimeOffset? from = candidates
            .SelectMany(agreement => agreement.Starts.Where(start => start > at && agreement.BindsAt(start)))
            .Select(start => (DateTimeOffset?)start).Min();
        return RecognitionResult.Not(from is null ? RecognitionRefusal.NoAgreement : RecognitionRefusal.NotYet, from);
    }

    private static RecognitionRefusal? StandingRefusal(RegistryDocument registry, string code, DateTimeOffset at) =>
        registry.Find(code) is not { } region ? RecognitionRefusal.UnknownRegion
        : region.StateAt(at) is not RegionState.Active ? RecognitionRefusal.RegionNotActive
        : null;
}
