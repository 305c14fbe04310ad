using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>
/// A document signer's key is stolen: a notice within the minute, then the region's own record, then the notice is lifted. What the
/// thief signs counts no more; what is older counts by its issuance proof alone.
/// </summary>
internal static class KeyStolenCases
{
    private const string Twin = "incidents/key-stolen/another-signers-key";
    private static readonly DateTimeOffset Theft = SceneIssuance.Distrust;

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "The key of a signer that signed nothing here is stolen: nothing is refused for it", null, run => PlayAsync(run, stolen: false, takenBack: false)),
        Case("incidents/key-stolen/from-the-notice-to-the-record", "The signer's key is stolen: notice, record, notice lifted", Twin, run => PlayAsync(run, stolen: true, takenBack: false)),
        Case("incidents/key-stolen/record-taken-back", "The same; then a record without the loss: it never counts again", Twin, run => PlayAsync(run, stolen: true, takenBack: true)),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.3", "SPEC 5.5", "SPEC 5.10", "SPEC 13.6"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static async Task PlayAsync(CaseRun run, bool stolen, bool takenBack)
    {
        var story = await Story.TrustedAsync(run, Prepare); // Its licence carries a proof.
        var scene = story.Scene;
        scene.IssuerAuth = null;
        var unproven = scene.Present();
        scene.Issue = scene.Issue with { SignedAt = Theft.AddDays(1), ValidFrom = Theft.AddDays(1) };
        var late = scene.Present();
        var honest = scene.Home.Issuers;
        var lost = RegionSimulator.ThumbprintOf(stolen ? scene.Certificate : honest.Certificates[^1].Der.Span);
        await story.AcceptedAsync(unproven);
        await story.AcceptedAsync(late);

        story.PublishUrgently(TimeSpan.FromMinutes(1), repository =>
            repository.Notices = SampleNotices.Document(SampleNotices.OfKey(scene.Home.Code, lost, story.Now, repository.TargetsVersion, Theft)));
        await story.SyncedAsync();
        await ShownAsync(story, unproven, late, stolen);

        story.Publish(TimeSpan.FromHours(1), repository =>
        {
            scene.Home.Issuers = honest with
            {
                Certificates = [.. honest.Certificates.Select(record => record.Thumbprint != lost ? record : record with
                {
                    DistrustAfter = Theft,
                    History = record.History.Add(new(KeyState.Compromised, story.Now, "Stolen")),
                })],
            };
            repository.Policy = repository.Policy with { NoticeDecisions = [SampleNotices.Decide("notice-1", NoticeOutcome.Lifted, story.Now)] };
        });
        await story.SyncedAsync();
        await ShownAsync(story, unproven, late, stolen);
        if (!takenBack)
            return;

        story.Publish(TimeSpan.FromHours(1), _ => scene.Home.Issuers = honest);
        await story.MaybeSyncedAsync();
        await story.RefusedAsync(late);
        await story.RefusedAsync(unproven);
    }

    private static async Task ShownAsync(Story story, byte[] unproven, byte[] late, bool stolen)
    {
        await story.AcceptedAsync();
        await (stolen ? story.RefusedAsync(unproven, "IssuanceUnproven") : story.AcceptedAsync(unproven));
        await (stolen ? story.RefusedAsync(late, "SignerCompromised") : story.AcceptedAsync(late));
    }

    private static void Prepare(Scene scene)
    {
        NoticeCases.WithOfficers(scene);
        var (_, spare) = scene.Home.NewDocumentSigner(Scene.Admitted.AddDays(-7), 450);
        var record = RegionSimulator.CertificateRecord(spare, CertificateRole.DocumentSigner, Scene.Admitted, Scene.Admitted,
            Scene.Admitted.AddDays(90), Scene.Admitted.AddDays(440), Scene.Admitted.AddDays(440));
        var issuers = scene.Home.Issuers with { Certificates = scene.Home.Issuers.Certificates.Add(record) };
        SceneIssuance.In(scene);
        scene.Home.Issuers = issuers; // Nothing is lost yet.
    }
}
