using TrustList.Format.Encoding;
using TrustList.Format.Status;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary>The checks of <c>policy.json</c> and of its next version (SPEC.md §5.2, §5.4, §5.5).</summary>
internal static class PolicyChecks
{
    internal static RegistryRefusal? Check(PolicyDocument document)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var agreement in document.Agreements)
            if (!ids.Add(agreement.Id))
                return new(RegistryFault.DuplicateRecord, agreement.Id);
            else if (CheckAgreement(agreement) is { } refusal)
                return refusal;
        if (document.Algorithms.IsEmpty)
            return new(RegistryFault.IncompletePolicy, "algorithms: none");
        if (NoticePolicy.Check(document) is { } notices)
            return notices;
        if (document.Log?.Check() is { } log)
            return log;
        if (document.HubPins.Any(pin => !LowerHex.IsOf(pin, 32)))
            return new(RegistryFault.BadKeyMaterial, "hubPins: SHA-256 in lower hex");
        return Enum.GetValues<Purpose>().Select(purpose => CheckPurpose(document, purpose)).FirstOrDefault(refusal => refusal is not null);
    }

    private static RegistryRefusal? CheckPurpose(PolicyDocument document, Purpose purpose)
    {
        if (!document.Freshness.TryGetValue(purpose, out var tier) || !document.StatusRules.TryGetValue(purpose, out var rules)
            || !document.Disclosure.TryGetValue(purpose, out var elements) || !document.WhenLiveUnavailable.ContainsKey(purpose))
            return new(RegistryFault.IncompletePolicy, $"{purpose}");
        if (tier.Fresh > tier.Warn || tier.Warn > tier.Refuse)
            return new(RegistryFault.IncompletePolicy, $"{purpose}: fresh <= warn <= refuse");
        if (!Enum.GetValues<StatusValue>().All(rules.ContainsKey))
            return new(RegistryFault.IncompletePolicy, $"{purpose}: a status value without a rule");
        if (rules[StatusValue.Invalid] != StatusDecision.Refused)
            return new(RegistryFault.IncompletePolicy, $"{purpose}: invalid is refused for every purpose");
        return elements.All(element => element.IndexOf('/', StringComparison.Ordinal) is > 0 and var at && at < element.Length - 1)
            ? null
            : new(RegistryFault.IncompletePolicy, $"{purpose}: namespace/element");
    }

    private static RegistryRefusal? CheckAgreement(Agreement agreement)
    {
        if (!IsId(agreement.Id))
            return new(RegistryFault.Malformed, "agreement id: a-z, 0-9 and hyphen");
        if (agreement.Issuers.Concat(agreement.Acceptors).FirstOrDefault(code => code != RegionCode.Everyone && !RegionCode.IsValid(code)) is { } bad)
            return new(RegistryFault.BadRegionCode, $"{agreement.Id}: {bad}");
        if (agreement.Issuers.IsEmpty || agreement.Acceptors.IsEmpty || agreement.DocTypes.IsEmpty || agreement.Purposes.IsEmpty)
            return new(RegistryFault.IncompletePolicy, $"{agreement.Id}: issuers, acceptors, docTypes and purposes");
        if (agreement.EffectiveUntil <= agreement.EffectiveFrom)
            return new(RegistryFault.DatesOutOfOrder, agreement.Id);
        if (!Histories.IsOrdered(agreement.History))
            return new(RegistryFault.HistoryOutOfOrder, agreement.Id);
        for (var i = 0; i < agreement.History.Length; i++)
        {
            var before = i == 0 ? AgreementState.InForce : agreement.History[i - 1].State;
            if (before == AgreementState.Ended || before == agreement.History[i].State)
                return new(RegistryFault.IllegalTransition, $"{agreement.Id}: {before} -> {agreement.History[i].State}");
        }
        return null;
    }

    /// <summary>Whether what was agreed once can still be read: agreements stay, and change by their history and an earlier end alone.</summary>
    internal static RegistryRefusal? CheckSuccessor(PolicyDocument document, PolicyDocument previous)
    {
        foreach (var before in previous.Agreements)
        {
            if (document.Agreements.FirstOrDefault(agreement => agreement.Id == before.Id) is not { } after)
                return new(RegistryFault.RecordDropped, before.Id);
            if (!Histories.Extends(after.History, before.History))
                return new(RegistryFault.HistoryRewritten, before.Id);
            if (!SameScope(after, before) || after.EffectiveFrom != before.EffectiveFrom || (after.EffectiveUntil ?? DateTimeOffset.MaxValue) > (before.EffectiveUntil ?? DateTimeOffset.MaxValue))
                return new(RegistryFault.RecordLoosened, before.Id);
        }
        return NoticePolicy.CheckSuccessor(document, previous);
    }

    private static bool SameScope(Agreement after, Agreement before) =>
        after.Issuers.SequenceEqual(before.Issuers) && after.Acceptors.SequenceEqual(before.Acceptors)
        && after.DocTypes.SequenceEqual(before.DocTypes) && after.Classes.SequenceEqual(before.Classes)
        && after.Purposes.SequenceEqual(before.Purposes);
}
