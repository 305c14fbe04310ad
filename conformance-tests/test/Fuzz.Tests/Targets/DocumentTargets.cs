using TrustList.Format.Audit;
using TrustList.Format.Bundles;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Testing;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>TUF metadata of every role, and the documents that it lists.</summary>
internal static class DocumentTargets
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    internal static IEnumerable<FuzzTarget> All()
    {
        var region = RegionSimulator.Create("310000", "CN-SH", Now.AddDays(-5), new Uri("http://hub.test"));
        region.Parties = SampleParties.Document("310000", SampleParties.Party("police", Now.AddDays(-1), Purpose.Roadside) with { TlsPins = [new string('a', 64)] });
        var repository = new SimulatedRepository(Now, region) { DutyOfficers = [TestKeys.Create(TrustList.Format.Signing.SignatureAlgorithm.ES256)], Notices = SampleNotices.Document() };
        repository.Publish();
        byte[][] Files(string part) => [.. repository.Files.Where(file => file.Key.Contains(part, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value).TakeLast(1)];
        yield return new("tuf-root", bytes => Of(MetadataReader.Root(bytes)), Files("root.json"));
        yield return new("tuf-timestamp", bytes => Of(MetadataReader.Timestamp(bytes)), Files("timestamp.json"));
        yield return new("tuf-snapshot", bytes => Of(MetadataReader.Snapshot(bytes)), Files("snapshot.json"));
        yield return new("tuf-targets", bytes => Of(MetadataReader.Targets(bytes)), [.. Files(".targets.json"), .. Files("region-310000.json"), .. Files("node-310000.json")]);
        yield return new("registry", bytes => Of(RegistryDocument.Read(bytes), read => read.Write()), Files("registry.json"));
        yield return new("policy", bytes => Of(PolicyDocument.Read(bytes), read => read.Write()), Files("policy.json"));
        yield return new("issuers", bytes => Of(IssuersDocument.Read(bytes), read => read.Write()), Files("issuers.json"));
        yield return new("parties", bytes => Of(PartiesDocument.Read(bytes), read => read.Write()), Files("parties.json"));
        yield return new("node", bytes => Of(NodeDocument.Read(bytes), read => read.Write()), Files("node.json"));
        yield return new("notices", bytes => Of(NoticesDocument.Read(bytes), read => read.Write()), [SampleNotices.Document().Write()]);
        yield return new("audit-line", bytes => Of(AuditLine.Read(bytes)), [AuditSeeds.Line()]);
        var bundle = TrustBundle.Of(Now, repository.Files.Take(3).Select(file => KeyValuePair.Create(TrustBundle.Repository + file.Key, (ReadOnlyMemory<byte>)file.Value[..Math.Min(file.Value.Length, 300)])));
        yield return new("bundle", bytes => Of(TrustBundle.Read(bytes), read => read.Write()), bundle.Ok ? [bundle.Value.Write()] : [], Writing.Canonical);
    }
}
