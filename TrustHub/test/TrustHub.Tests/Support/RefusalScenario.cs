using Google.Protobuf;
using TrustHub.Admission;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using TrustList.Testing;

namespace TrustHub.Tests.Support;

/// <summary>
/// For each fault, a submission that is good but for one thing. <see cref="PrepareAsync"/> brings the hub to where the
/// attack begins and returns the attack.
/// </summary>
public sealed class RefusalScenario(RunningHub hub, Operators operators, ManualClock clock)
{
    private NodeIdentity Node => operators.Shanghai;

    private RegionSimulator Region => Node.Region;

    private SimulatedRepository Repository => operators.Repository;

    public async Task<Func<Task<Receipt>>> PrepareAsync(AdmissionFault fault)
    {
        switch (fault)
        {
            case AdmissionFault.BadSubmissionId:
                return Submit(operators.Metadata("region-310000", id: "a/b c"));
            case AdmissionFault.SubmissionIdReused:
                await hub.SubmitAsync(Node, operators.Metadata("region-310000", id: "used-once"));
                return Submit(operators.Metadata("node-310000", id: "used-once"));
            case AdmissionFault.UnknownRole:
                return Submit(With(operators.Metadata("region-310000"), request => request.Role = "snapshot"));
            case AdmissionFault.TooLarge:
                return Submit(With(operators.Metadata("root"), request => request.Metadata = ByteString.CopyFrom(new byte[600_000])));
            case AdmissionFault.Malformed:
                return Submit(With(operators.Metadata("region-310000"), request => request.Metadata = ByteString.CopyFromUtf8("{\"signed\":[]}")));
            case AdmissionFault.BadDelegation:
                return Submit(Spoiled("targets", signed => signed with { Delegations = new Delegations(
                    signed.Delegations!.Keys, [signed.Delegations.Roles[0] with { Paths = ["regions/*"] }]) }));
            case AdmissionFault.NotDelegated:
                await hub.SubmitAsync(Node, Spoiled("region-310000", signed => signed with { Delegations = null }));
                return Submit(operators.Metadata("node-310000"));
            case AdmissionFault.BelowThreshold:
                Repository.SignWith = (role, signers) => role == "region-310000" ? signers.Take(1) : signers;
                Repository.Publish();
                return Submit(operators.Metadata("region-310000", 2));
            case AdmissionFault.BelowSuites:
                Repository.RootSm2Keys = Repository.TargetsSm2Keys = [SoftwareSigner.Create(SignatureAlgorithm.SM2)];
                Repository.Suites = Repository.Suites.SetItem(SignatureAlgorithm.SM2, 1);
                Repository.RotateRoot();
                await hub.SubmitAsync(Node, operators.Metadata("root", 2));
                Repository.SignWith = (_, signers) => signers.Where(signer => signer.PublicKey.Algorithm != SignatureAlgorithm.SM2);
                return Submit(Next("targets"));
            case AdmissionFault.Rollback:
                Repository.Publish();
                await hub.SubmitAsync(Node, operators.Metadata("region-310000", 2));
                return Submit(operators.Metadata("region-310000", 1));
            case AdmissionFault.Equivocation:
                await hub.AdmitAsync(operators, Node);
                await hub.SubmitAsync(Node, Node.StatusList(7, clock.Now));
                return Submit(Node.StatusList(7, clock.Now, id: "the-other-seven"));
            case AdmissionFault.VersionGap:
                Repository.RotateRoot();
                Repository.RotateRoot();
                return Submit(operators.Metadata("root", 3));
            case AdmissionFault.VersionMismatch:
                await hub.AdmitAsync(operators, Node);
                return Submit(With(Node.StatusList(1, clock.Now), request => request.Version = 2));
            case AdmissionFault.Expired:
                Repository.Lives["region"] = TimeSpan.Zero;
                Repository.Publish();
                return Submit(operators.Metadata("region-310000", 2));
            case AdmissionFault.FromTheFuture:
                await hub.AdmitAsync(operators, Node);
                return Submit(Node.StatusList(1, clock.Now.AddHours(1)));
            default:
                return await PrepareDocumentsAsync(fault);
        }
    }

    private async Task<Func<Task<Receipt>>> PrepareDocumentsAsync(AdmissionFault fault)
    {
        switch (fault)
        {
            case AdmissionFault.TargetFileMissing:
                return Submit(With(operators.Metadata("region-310000"), request => request.Targets.Clear()));
            case AdmissionFault.TargetFileUnexpected:
                return Submit(With(operators.Metadata("region-310000"), request => request.Targets.Add(
                    new TargetFileBytes { Path = "regions/310000/extra.json", Content = ByteString.CopyFromUtf8("{}") })));
            case AdmissionFault.TargetFileMismatch:
                return Submit(With(operators.Metadata("region-310000"), request => request.Targets[0].Content = ByteString.CopyFromUtf8("{}")));
            case AdmissionFault.WrongRegion:
                Region.Issuers = Region.Issuers with { Region = "320000" };
                return Submit(Next("region-310000"));
            case AdmissionFault.RegionNotAdmitted:
                Region.Record = Region.Record with { History = [.. Region.Record.History, new(RegionState.Withdrawn, clock.Now, "Left, in this test")] };
                await hub.SubmitAsync(Node, Next("targets"));
                return Submit(operators.Metadata("region-310000"));
            case AdmissionFault.RegionNotReady:
                await hub.SubmitAsync(Node, operators.Metadata("region-310000"));
                return Submit(Node.StatusList(1, clock.Now));
            case AdmissionFault.NotSuccessor:
                await hub.AdmitAsync(operators, Node);
                Region.Issuers = Region.Issuers with { StatusKeys = [] };
                return Submit(Next("region-310000"));
            case AdmissionFault.IacaNotPinned:
                Region.Record = Region.Record with { IacaThumbprints = [new string('0', 64)] };
                await hub.SubmitAsync(Node, Next("targets"));
                return Submit(operators.Metadata("region-310000"));
            case AdmissionFault.BadKeyDates:
                await hub.AdmitAsync(operators, Node);
                var key = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
                Region.Issuers = Region.Issuers with { StatusKeys = [.. Region.Issuers.StatusKeys,
                    RegionSimulator.StatusRecord(key, clock.Now, clock.Now.AddHours(1), clock.Now.AddYears(1))] };
                return Submit(Next("region-310000"));
            case AdmissionFault.BadNotice:
                Repository.DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)];
                await hub.SubmitAsync(Node, Next("targets"));
                Repository.Notices = SampleNotices.Document(SampleNotices.OfRegion("440000", clock.Now, 2));
                Repository.PublishUrgently();
                return Submit(operators.Metadata("emergency"));
            case AdmissionFault.AlgorithmNotAllowed:
                Region.Issuers = Region.Issuers with { StatusKeys = [.. Region.Issuers.StatusKeys,
                    RegionSimulator.StatusRecord(SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey, clock.Now, clock.Now.AddDays(3), clock.Now.AddYears(1))] };
                return Submit(Next("region-310000"));
            case AdmissionFault.BadDocument:
                await hub.AdmitAsync(operators, Node);
                Region.Node = Region.Node! with { GatewayEndpoints = ["http://gateway.test"] };
                return Submit(Next("node-310000"));
            case AdmissionFault.PinNotListed:
                await hub.SubmitAsync(Node, operators.Metadata("region-310000"));
                return () => hub.SubmitAsync(operators.Nodes[1], operators.Metadata("node-310000"));
            default:
                await hub.AdmitAsync(operators, Node);
                return await PrepareTokensAsync(fault);
        }
    }

    private async Task<Func<Task<Receipt>>> PrepareTokensAsync(AdmissionFault fault)
    {
        var empty = new StatusListBuilder(4, 1_024).ToList();
        var other = new StatusListBuilder(4, 1_024) { [5] = 1 }.ToList();
        var claims = new StatusListClaims(Node.Uri(), clock.Now, clock.Now.AddDays(1), TimeSpan.FromMinutes(5), null, 1);
        switch (fault)
        {
            case AdmissionFault.BadStatusUri:
                return Submit(Node.StatusList(1, clock.Now, list: "00"));
            case AdmissionFault.StatusKeyUnknown:
                return Submit(Node.Request(claims, empty, empty, "unknown-key", SoftwareSigner.Create(SignatureAlgorithm.ES256)));
            case AdmissionFault.StatusKeyNotActive:
                var stolen = Region.Issuers.StatusKeys[0];
                Region.Issuers = Region.Issuers with { StatusKeys = [stolen with {
                    History = [.. stolen.History, new(KeyState.Compromised, clock.Now, "Stolen, in this test")] }] };
                await hub.SubmitAsync(Node, Next("region-310000"));
                return Submit(Node.StatusList(1, clock.Now));
            case AdmissionFault.BrokenChain:
                var batches = new BatchMaker(Node, () => clock.Now);
                await hub.SubmitAsync(Node, batches.Next());
                var next = batches.Claims(BatchMaker.Leaves(1));
                return Submit(batches.Request(next with { Previous = next.Root }, BatchMaker.Leaves(1)));
            case AdmissionFault.LeavesMismatch:
                var miscounted = new BatchMaker(Node, () => clock.Now);
                return Submit(miscounted.Request(miscounted.Claims(BatchMaker.Leaves(2)), BatchMaker.Leaves(1)));
            case AdmissionFault.TransferTooLate:
                var late = new TransferMaker(Node, operators.Nodes[2], () => clock.Now);
                await hub.AdmitAsync(operators, operators.Nodes[2]);
                var tooLate = late.Request(late.Record(1));
                clock.Now = clock.Now.AddMinutes(11);
                return Submit(tooLate);
            case AdmissionFault.EntrySpent:
                var moves = new TransferMaker(Node, operators.Nodes[2], () => clock.Now);
                await hub.AdmitAsync(operators, operators.Nodes[2]);
                await hub.SubmitAsync(Node, moves.Request(moves.Record(1)));
                return Submit(moves.Request(moves.Record(1)));
            case AdmissionFault.BadSignature:
                return Submit(With(Node.StatusList(1, clock.Now), request =>
                {
                    var bytes = request.Cwt.ToByteArray();
                    bytes[^1] ^= 1;
                    request.Cwt = ByteString.CopyFrom(bytes);
                }));
            case AdmissionFault.TokensDiffer:
                return Submit(Node.Request(claims, empty, other, "two-tongues"));
            default:
                return await PrepareHeadsAsync(fault);
        }
    }

    private async Task<Func<Task<Receipt>>> PrepareHeadsAsync(AdmissionFault fault)
    {
        var chain = new HeadChain(Node);
        await hub.SubmitAsync(Node, chain.Next(clock.Now, (5, 1)));
        var (claims, delta, _) = chain.Draft(clock.Now, (6, 1));
        return fault switch
        {
            AdmissionFault.BrokenChain => Submit(chain.Request(claims with { Previous = claims.StateRoot }, delta)),
            AdmissionFault.BadDelta => Submit(chain.Request(claims, new StatusDelta(2, delta.Changes))),
            AdmissionFault.RootMismatch => Submit(chain.Request(claims with { StateRoot = claims.Previous }, delta)),
            _ => throw new InvalidOperationException($"{fault} has no scenario"),
        };
    }

    private Func<Task<Receipt>> Submit(SubmitStatusHeadRequest request) => () => hub.SubmitAsync(Node, request);

    private Func<Task<Receipt>> Submit(SubmitMetadataRequest request) => () => hub.SubmitAsync(Node, request);

    private Func<Task<Receipt>> Submit(SubmitStatusListRequest request) => () => hub.SubmitAsync(Node, request);

    private Func<Task<Receipt>> Submit(SubmitTransferRequest request) => () => hub.SubmitAsync(Node, request);

    private Func<Task<Receipt>> Submit(SubmitIssuanceBatchRequest request) => () => hub.SubmitAsync(Node, request);

    /// <summary>The next version of a role, after the change that the test made.</summary>
    private SubmitMetadataRequest Next(string role)
    {
        Repository.Publish();
        return operators.Metadata(role, 2);
    }

    private SubmitMetadataRequest Spoiled(string role, Func<TargetsRole, TargetsRole> change)
    {
        Repository.Spoil = (name, signed) => name == role ? change(signed) : signed;
        return Next(role);
    }

    private static T With<T>(T request, Action<T> change)
    {
        change(request);
        return request;
    }
}
