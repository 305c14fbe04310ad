using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Identity;

/// <summary>What the applicant's device must answer.</summary>
internal sealed record IdentityChallenge(string Challenge, string Provider, DateTimeOffset Expires);

/// <summary>
/// Checks that the applicant is the person of the record: a challenge for one application and one device key, evidence of the
/// provider, one judgement. A passed check lasts <see cref="NodeOptions.IdentityMinutes"/>.
/// </summary>
internal sealed class IdentityDesk(NodeOptions options, IDurableStore store, IIdentityProvider provider, TimeProvider clock)
{
    private static readonly TimeSpan ChallengeLife = TimeSpan.FromMinutes(10);

    internal (IdentityChallenge? Challenge, ProblemResult? Problem) Begin(string application, string deviceKey, ApplicantCaller caller) =>
        store.Write<(IdentityChallenge?, ProblemResult?)>("begin identity check", db =>
        {
            if (provider is NoIdentity)
                return (null, ApplicationProblems.NoIdentityProvider.Result());
            if (caller.Find(db, application) is not { } row)
                return (null, ApplicationProblems.NoSuchApplication.Result());
            var now = clock.GetUtcNow();
            var check = new IdentityCheckRow
            {
                Challenge = NewId.Make(), Application = application, DeviceKey = deviceKey, Provider = provider.Name,
                BegunAt = now.Stored(), ExpiresAt = (now + ChallengeLife).Stored(),
            };
            IdentityTable.Begin(db, check);
            AuditTrail.Note(db, caller.Access, AuditAct.ApplicationRead, row.Driver, $"{application} identity challenge", now);
            return (new IdentityChallenge(check.Challenge, provider.Name, check.ExpiresAt.Instant()), null);
        });

    /// <summary>The provider's judgement on the evidence; nothing is recorded yet. Null result: there is no such challenge in its time.</summary>
    internal async Task<(IdentityCheckRow? Check, IdentityResult Result)> JudgeAsync(string application, string challenge, string evidence, CancellationToken cancellation)
    {
        var (check, question) = store.Read(db => Question(db, application, challenge));
        return check is null || question is null
            ? (null, IdentityResult.NotShown)
            : (check, await provider.JudgeAsync(question, evidence, cancellation));
    }

    /// <summary>Records the judgement, in the caller's transaction; false where the challenge was judged before.</summary>
    internal bool Record(StoreSession db, IdentityCheckRow check, IdentityResult result, DateTimeOffset now) =>
        IdentityTable.Judge(db, check.Challenge, result == IdentityResult.SamePerson, now.AddMinutes(options.IdentityMinutes));

    private (IdentityCheckRow?, IdentityQuestion?) Question(StoreSession db, string application, string challenge)
    {
        if (IdentityTable.FindBegun(db, challenge, application, clock.GetUtcNow()) is not { } check
            || ApplicationTable.Find(db, application) is not { } row || DriverRecordTable.Find(db, row.Driver) is not { } stored)
            return (null, null);
        var body = DriverRecord.FromBytes(stored.Body).Body;
        return (check, new IdentityQuestion(body.DocumentNumber, body.FamilyName, body.GivenName, application, check.DeviceKey, challenge));
    }
}
