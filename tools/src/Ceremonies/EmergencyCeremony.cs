using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies;

/// <summary>What any one duty officer signs: every notice there ever was, and the new ones (trust.md §5).</summary>
public static class EmergencyCeremony
{
    /// <summary>How long the officers' role lives; they sign it again at half of it, with or without news.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>What is to be signed, and the file that it names.</summary>
    public static (TargetsRole Role, IReadOnlyDictionary<string, byte[]> Files) Draft(long version, DateTimeOffset now, NoticesDocument notices)
    {
        var files = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(NoticesDocument.Path, notices.Write())]);
        return (new TargetsRole(version, Instants.WholeSeconds(now + Life), TargetFiles.Describe(files)), files);
    }

    /// <summary>Adds a notice on a certificate or status key.</summary>
    /// <param name="notices">Those that there are.</param>
    /// <param name="id">1 to 64 of a-z, 0-9 and hyphen, never used before.</param>
    /// <param name="region">Whose key.</param>
    /// <param name="key">Thumbprint of the certificate, or name of the status key.</param>
    /// <param name="distrustAfter">The start of the suspected compromise; null means now.</param>
    /// <param name="reason">Why.</param>
    /// <param name="targetsVersion">The newest targets that the officer knows.</param>
    /// <param name="now">The officer's clock.</param>
    public static NoticesDocument AgainstKey(
        NoticesDocument notices, string id, string region, string key, DateTimeOffset? distrustAfter, WrittenReason reason, long targetsVersion, DateTimeOffset now) =>
        Add(notices, Notice(id, region, reason, targetsVersion, now) with
        {
            Kind = NoticeKind.Key,
            Key = key,
            DistrustAfter = distrustAfter is { } from ? Instants.WholeSeconds(from) : null,
        });

    /// <summary>Adds a notice on a whole region; parameters as for <see cref="AgainstKey"/>.</summary>
    public static NoticesDocument AgainstRegion(
        NoticesDocument notices, string id, string region, WrittenReason reason, long targetsVersion, DateTimeOffset now) =>
        Add(notices, Notice(id, region, reason, targetsVersion, now));

    /// <summary>The national operators' decision, as a policy that they then sign with targets.</summary>
    public static PolicyDocument Decide(PolicyDocument policy, string id, NoticeOutcome decision, WrittenReason reason, DateTimeOffset now) =>
        policy with { NoticeDecisions = policy.NoticeDecisions.Add(new(id, decision, Instants.WholeSeconds(now), reason)) };

    private static NoticesDocument Add(NoticesDocument notices, EmergencyNotice notice) => new() { Notices = notices.Notices.Add(notice) };

    private static EmergencyNotice Notice(string id, string region, WrittenReason reason, long targetsVersion, DateTimeOffset now)
    {
        now = Instants.WholeSeconds(now);
        return new EmergencyNotice
        {
            Id = id,
            Kind = NoticeKind.Region,
            Region = region,
            IssuedAt = now,
            LapsesAt = now + EmergencyNotice.LongestLife,
            TargetsVersion = targetsVersion,
            Reason = reason,
        };
    }
}
