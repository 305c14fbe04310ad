using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary>The checks of what a policy says on emergency notices (SPEC.md §5.2, §5.10).</summary>
internal static class NoticePolicy
{
    internal static RegistryRefusal? Check(PolicyDocument document)
    {
        if (document.NoticeBackdateDays is < 0 or > 3_660 || document.NoticeDecisions.Length > Limits.NoticeDecisions)
            return new(RegistryFault.IncompletePolicy, "noticeBackdateDays: 0 to 3660; noticeDecisions: at most 2000");
        foreach (var purpose in Enum.GetValues<Purpose>())
            if (!document.UnprovenIssuance.TryGetValue(purpose, out var decision) || decision == StatusDecision.Accepted)
                return new(RegistryFault.IncompletePolicy, $"{purpose}: an unproven issuance is warned of or refused");
        var last = new Dictionary<string, NoticeDecision>(StringComparer.Ordinal);
        foreach (var decision in document.NoticeDecisions)
        {
            if (!RegistryParts.IsId(decision.Id))
                return new(RegistryFault.Malformed, "notice id: a-z, 0-9 and hyphen");
            if (last.TryGetValue(decision.Id, out var before))
            {
                if (before.Decision == NoticeOutcome.Lifted || decision.Decision == NoticeOutcome.Ratified)
                    return new(RegistryFault.IllegalTransition, $"{decision.Id}: {before.Decision} -> {decision.Decision}");
                if (decision.At < before.At)
                    return new(RegistryFault.HistoryOutOfOrder, decision.Id);
            }
            last[decision.Id] = decision;
        }
        return null;
    }

    /// <summary>Whether every decision of the version before still stands, in its place.</summary>
    internal static RegistryRefusal? CheckSuccessor(PolicyDocument document, PolicyDocument previous)
    {
        for (var i = 0; i < previous.NoticeDecisions.Length; i++)
        {
            var before = previous.NoticeDecisions[i];
            if (i >= document.NoticeDecisions.Length || document.NoticeDecisions[i] != before)
                return new(RegistryFault.HistoryRewritten, $"decision on notice {before.Id}");
        }
        return null;
    }
}
