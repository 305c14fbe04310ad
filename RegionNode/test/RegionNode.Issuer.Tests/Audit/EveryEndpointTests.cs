using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Disputes;
using RegionNode.Issuer.Tests.Registry;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Transfers;
using TrustList.Protocol;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Audit;

/// <summary>
/// Every endpoint of the running issuer is called here with a valid request and must leave its entry in the audit trail, in the
/// transaction of what it does; or it stands in a list with the reason why it has to leave none.
/// </summary>
public sealed class EveryEndpointTests : IAsyncLifetime
{
    /// <summary>Those that read and change no person's record.</summary>
    private static readonly Dictionary<string, string> NoPersonsRecord = new(StringComparer.Ordinal)
    {
        ["OpenImport"] = "opens an empty import; who did stands in it",
        ["PutImportData"] = "puts lines aside, sealed; no record is read or changed before FinishImport, whose entries name who opened it",
        ["CancelImport"] = "throws away what was put aside",
        ["ListImports"] = "counts",
        ["GetImport"] = "counts",
        ["GetRefusedLines"] = "line numbers and reasons, nothing of the lines",
        ["ListLetterTables"] = "a table of the program",
        ["ListReviewReasons"] = "a table of the program",
        ["GetNonce"] = "random bytes",
        ["MakeDocumentSignerKey"] = "the node's own keys",
        ["MakeStatusKey"] = "the node's own keys",
        ["GetOutbox"] = "what goes to the hub, which holds no personal data",
        ["RetrySubmission"] = "what goes to the hub, which holds no personal data",
        ["GetWitness"] = "the log",
        ["/openapi/{documentName}.json"] = "the description",
        ["/health/live"] = "the process",
        ["/health/ready"] = "the process and counts",
    };

    private const string Live = "/federation.live.v1.LiveStatus/Ask", Report = "/federation.dispute.v1.Disputes/Report",
        Prepare = "/federation.transfer.v1.Transfers/Prepare", Confirm = "/federation.transfer.v1.Transfers/Confirm", ViaFar = "region:" + FarOffice.Code;

    private TestRegion region = null!;
    private FarOffice far = null!;
    private WitnessedCalls calls = null!;
    private Office office = null!;
    private Phone phone = null!;

    public async Task InitializeAsync()
    {
        (region, far) = await FarOffice.StartAsync("--Node:LicenceDays=2");
        (calls, office, phone) = (new WitnessedCalls(region), Office.Of(region), Phone.Of(region));
    }

    public async Task DisposeAsync()
    {
        office.Dispose();
        phone.Dispose();
        await far.DisposeAsync();
    }

    [Fact]
    public async Task Leaves_an_entry_of_whoever_gets_at_a_persons_record_and_does_nothing_without_one()
    {
        await PlayAsync();
        var proofs = await ProofAsync();

        var names = region.Issuer.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(name => !name.Contains("{unimplemented", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.True(names.Count > 50, $"{names.Count} endpoints");
        Assert.Equal([], names.Except(calls.Made).Except(proofs.Made).Except(NoPersonsRecord.Keys).Order());
        Assert.Equal([], calls.Made.Concat(proofs.Made).Concat(NoPersonsRecord.Keys).Except(names).Order());
        Assert.Equal([], NoPersonsRecord.Keys.Intersect(calls.Made));
    }

    /// <summary>Every call but one, once; the region then.</summary>
    internal async Task<TestRegion> PlayAsync()
    {
        var offer = await LicenceAsync();
        await LiveAsync(offer);
        await DisputesAsync(offer);
        await RegistryAsync();
        await ApplicationsAsync();
        await MovesAsync();
        await TrailAsync();
        await LifeAsync(offer);
        return region;
    }

    private async Task<JsonNode> LicenceAsync()
    {
        var first = SyntheticDriver.FileNumber(1);
        await calls.CallAsync("PutDriverRecord", () => office.PutAsync(1), first);
        var offer = (await calls.CallAsync("ApplyForLicence", () => office.ApplyAsync(1), first)).Json;
        var code = offer["offer"]!.GetValue<string>();
        foreach (var _ in new[] { "first", "again" })
            await calls.CallAsync("CollectLicence", async () => (await phone.CollectAsync(code)).Answer, first, who: "device:");
        await calls.CallAsync("GetLicence", () => office.GetAsync($"/licences/{offer["licenceId"]}"), first);
        await calls.CallAsync("ChangeStatus", () => office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "AH"), first);
        await calls.CallAsync("GetAssertion", async () => (await phone.AskAsync(HolderAct.Assertion, offer, purpose: null)).Answer, first, who: "device:");
        await calls.CallAsync("GetCompactLicence", async () => (await phone.AskAsync(HolderAct.Compact, offer, purpose: null)).Answer, first, who: "device:");
        return offer;
    }

    private async Task LifeAsync(JsonNode offer)
    {
        var first = SyntheticDriver.FileNumber(1);
        await calls.CallAsync("RecordLifeEvent", () => office.RecordAsync(1, new JsonObject { ["kind"] = "PointsChanged", ["points"] = 3 }), first);
        await calls.CallAsync("GetDriver", () => office.GetAsync($"/drivers/{first}"), first);
        await calls.CallAsync("ListLifeEvents", () => office.GetAsync($"/drivers/{first}/events"), first);
        region.Clock.Advance(TimeSpan.FromHours(25));
        await region.ReadyAsync();
        await calls.CallAsync("RefreshLicence", async () => (await phone.AskAsync(HolderAct.Refresh, offer, purpose: null)).Answer, first, who: "device:");
        await calls.CallAsync("ReportLostDevice", () => office.PostAsync($"/licences/{offer["licenceId"]}/lost-device"), first);
    }

    private async Task LiveAsync(JsonNode offer)
    {
        using var channel = Channel();
        var client = new LiveStatus.LiveStatusClient(channel);
        await calls.CallAsync(
            Live,
            async () => await client.AskAsync(new LiveQuestion
            {
                Region = Province.Code,
                StatusUri = offer["statusUri"]!.GetValue<string>(),
                Index = offer["statusIndex"]!.GetValue<uint>(),
                Purpose = "roadside",
                Acceptor = FarOffice.Code,
                Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32)),
            }, new Grpc.Core.Metadata { { "x-federation-caller", FarOffice.Code } }),
            answer => answer.Assertion.Length > 0, SyntheticDriver.FileNumber(1), why: "Roadside", who: ViaFar);
    }

    private async Task DisputesAsync(JsonNode offer)
    {
        var first = SyntheticDriver.FileNumber(1);
        using var desk = region.Client(region.Gateway);
        var gateway = $"system:{region.Gateway.Pin[..16]}";
        var about = new JsonObject
        {
            ["home"] = Province.Code, ["statusUri"] = offer["statusUri"]!.DeepClone(), ["index"] = offer["statusIndex"]!.DeepClone(), ["seen"] = "Suspended",
            ["seenAsOf"] = region.Clock.GetUtcNow().AddMinutes(-1).ToString("O"), ["fault"] = "TooSevere", ["text"] = "synthetic",
        };
        var id = (await calls.CallAsync("OpenDispute", () => office.PostAsync("/disputes", JsonContent.Create(about)), first)).Json["id"]!.GetValue<string>();
        await calls.CallAsync("ReportStatus", async () => await Answer.OfAsync(await desk.PostAsJsonAsync("/v1/disputes", about)), first, who: gateway);
        await calls.CallAsync("DisputeOwnStatus", async () => await HolderDisputeAsync(desk, offer), first, who: "device:");
        await calls.CallAsync("FollowDispute", async () => await Answer.OfAsync(await desk.GetAsync(new Uri($"/v1/disputes/{id}", UriKind.Relative))), first, who: gateway);
        await calls.CallAsync("GetDisputes", () => office.GetAsync("/disputes"), first);
        await calls.CallAsync("GetDispute", () => office.GetAsync($"/disputes/{id}"), first);
        await calls.CallAsync("AnswerDispute", () => office.PostAsync($"/disputes/{id}/answer", JsonContent.Create(new { finding = "UpheldCorrected", letters = "A" })), first);

        var record = far.Sign(far.Claims(offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>()));
        await calls.CallAsync(Report, () => far.ReportAsync(record), answer => answer.Length == 0, first, why: "dispute", who: ViaFar);
        var received = (await office.GetAsync("/disputes?state=Received")).Json["items"]!.AsArray()[^1]!["id"]!;
        await office.PostAsync($"/disputes/{received}/answer", JsonContent.Create(new { finding = "NotUpheld" }));
        await calls.CallAsync(Report, () => far.ReportAsync(record), answer => answer.Length > 0, first, why: "dispute", who: ViaFar);
    }

    private async Task<Answer> HolderDisputeAsync(HttpClient desk, JsonNode offer)
    {
        const string Fault = "TooSevere";
        var body = await phone.PossessionAsync(HolderAct.Dispute, offer, Fault);
        body.Remove("purpose");
        (body["seen"], body["seenAsOf"], body["fault"]) = ("Suspended", region.Clock.GetUtcNow().AddMinutes(-1).ToString("O"), Fault);
        return await Answer.OfAsync(await desk.PostAsJsonAsync("/holder/dispute", body));
    }

    private async Task RegistryAsync()
    {
        using var registry = ImportCaller.Of(region);
        var change = new JsonObject
        {
            ["eventId"] = "synthetic-1", ["event"] = "Points", ["DABH"] = SyntheticDriver.FileNumber(1), ["GXSJ"] = PoliceLines.Instant(region.Clock.GetUtcNow()), ["LJJF"] = "3",
        };
        await calls.CallAsync(
            "TakeRegistryEvents", () => registry.SendAsync(change), results => results[0]["outcome"]!.GetValue<string>() == "Applied",
            SyntheticDriver.FileNumber(1), why: "registry feed");
        await registry.SendAsync(new JsonObject { ["eventId"] = "synthetic-2", ["event"] = "Points", ["DABH"] = "310199999999", ["GXSJ"] = "2026-02-01 10:00:00", ["LJJF"] = "3" });
        var refused = (await calls.CallAsync("ListRefusedEvents", () => office.GetAsync("/registry/events/refused"))).Json["items"]![0]!["number"];
        await calls.CallAsync(
            "DismissRefusedEvent", () => office.PostAsync($"/registry/events/refused/{refused}/dismiss", JsonContent.Create(new { reason = "synthetic" })));
        await registry.SendAsync(new JsonObject { ["eventId"] = "synthetic-3", ["event"] = "Points", ["DABH"] = "310199999999", ["GXSJ"] = "2026-02-01 10:00:00", ["LJJF"] = "3" });
        var lines = ImportCaller.BytesOf(ImportCaller.ProvinceOf(region), 5);
        var id = await registry.OpenedAsync();
        await registry.PutAsync(id, 0, lines);
        await calls.CallAsync(
            "FinishImport",
            async () =>
            {
                var finished = await registry.FinishAsync(id, lines.Length);
                await registry.FinishedAsync(id);
                return finished;
            },
            why: "registry import synthetic province", blockedToo: false); // Merged after the answer.
    }

    private async Task ApplicationsAsync()
    {
        using var driver = await new Applicant(region, 10).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = (await calls.CallAsync("MakeApplication", () => driver.ApplyAsync("phone"), driver.FileNumber)).Json["id"]!.GetValue<string>();
        await calls.CallAsync("MakeApplication", () => driver.ApplyAsync("phone"), driver.FileNumber);
        await calls.CallAsync("ListApplications", () => driver.GetAsync("/applications"), driver.FileNumber);
        await calls.CallAsync("GetApplication", () => driver.GetAsync($"/applications/{id}"), driver.FileNumber);
        var challenge = (await calls.CallAsync("BeginIdentityCheck", () => driver.ChallengeAsync(id), driver.FileNumber)).Json;
        await calls.CallAsync("CheckIdentity", () => driver.EvidenceAsync(id, challenge), driver.FileNumber);
        await calls.CallAsync("SendPhoto", () => driver.SendPhotoAsync(id), driver.FileNumber);
        var review = (await calls.CallAsync("ListReviews", () => reviewer.GetAsync("/reviews"), driver.FileNumber)).Json["items"]![0]!["id"]!.GetValue<string>();
        var lease = (await calls.CallAsync("ClaimReview", () => reviewer.ClaimAsync(review), driver.FileNumber)).Json["lease"]!.GetValue<string>();
        await calls.CallAsync("DecideReview", () => reviewer.RefuseAsync(review, lease, "Posture"), driver.FileNumber);
        foreach (var reason in new[] { "Selfie", "Accessories" })
        {
            await driver.ResubmitAsync(id);
            await reviewer.DecideNextAsync(reason);
        }
        var open = (await calls.CallAsync("ListCounterCases", () => reviewer.GetAsync("/counter/cases"), driver.FileNumber)).Json["items"]![0]!["id"];
        await calls.CallAsync("GetCounterCase", () => reviewer.GetAsync($"/counter/cases/{open}"), driver.FileNumber);
        var answer = new JsonObject { ["answer"] = "PhotoTaken", ["licencePhoto"] = Convert.ToBase64String(SyntheticPhoto.Licence()) };
        await calls.CallAsync("AnswerCounterCase", () => reviewer.PostAsync($"/counter/cases/{open}/answer", answer), driver.FileNumber);
        await calls.CallAsync("ListNotices", () => driver.GetAsync($"/notices?driver={driver.FileNumber}"), driver.FileNumber);
        using var other = await new Applicant(region, 11).RegisteredAsync(withPhoto: true);
        await calls.CallAsync("ChangePhoto", () => other.ChangePhotoAsync(), other.FileNumber);
        using var third = await new Applicant(region, 12).RegisteredAsync();
        var card = (await third.ApplyAsync("idCard")).Json["id"]!.GetValue<string>();
        await third.IdentifyAsync(card);
        await calls.CallAsync("SendIdCard", () => third.SendIdCardAsync(card, SyntheticPhoto.Upload(), new SyntheticPhoto { Width = 600, Height = 380 }.Encode()), third.FileNumber);
    }

    private async Task MovesAsync()
    {
        var (third, fourth) = (SyntheticDriver.FileNumber(3), SyntheticDriver.FileNumber(4));
        var leaving = await office.OfferAsync(3);
        await phone.LicenceAsync(leaving);
        Task<Answer> RequestAsync() => office.PostAsync("/transfers", JsonContent.Create(new { fileNumber = third, to = FarOffice.Code }));
        using var counter = region.Client(region.ProvinceSystem);
        var mistaken = (await RequestAsync()).Json["id"]!.GetValue<string>();
        await calls.CallAsync("CancelTransfer", async () => await Answer.OfAsync(await counter.DeleteAsync(new Uri($"/transfers/{mistaken}", UriKind.Relative))), third);
        var id = (await calls.CallAsync("RequestTransfer", RequestAsync, third)).Json["id"]!.GetValue<string>();
        await calls.CallAsync("RequestTransfer", RequestAsync, third);
        await calls.CallAsync("ListTransfers", () => office.GetAsync("/transfers"), third);
        await calls.CallAsync("GetTransfer", () => office.GetAsync($"/transfers/{id}"), third);
        await calls.CallAsync("AcceptTransfer", () => office.PostAsync(
            $"/transfers/{new string('0', 32)}/accept",
            JsonContent.Create(new { from = FarOffice.Code, issuingAuthority = "Synthetic office", issuingOffice = "沪A", issuingOfficeCode = "310100" })));

        var (request, transfer) = Prepared(id, third, Entry(leaving));
        using var channel = Channel();
        var client = new Transfers.TransfersClient(channel);
        await calls.CallAsync(
            Prepare, async () => await client.PrepareAsync(new PrepareRequest { Region = Province.Code, Acceptance = ByteString.CopyFrom(request) }),
            given => given.Dossier.Length > 0, third, why: "PrepareTransfer", who: ViaFar);
        await calls.CallAsync(
            Confirm, async () => await client.ConfirmAsync(new ConfirmRequest { Region = Province.Code, Transfer = ByteString.CopyFrom(transfer) }),
            receipt => receipt is not null, third, why: "ConfirmTransfer", who: ViaFar);

        var moved = await office.OfferAsync(4);
        var mso = LoggedLicence.MsoSha256(await phone.LicenceAsync(moved));
        var move = new SampleMove(MoveSide.Out, fourth, region.Clock.GetUtcNow(), Entry(moved));
        move.Prepare(region.Issuer.Services.GetRequiredService<IDurableStore>());
        region.Issuer.Services.GetRequiredService<TransferSettlement>().Commit(move.Happened());
        using var wallet = region.Client(region.Gateway);
        var question = new JsonObject
        {
            ["statusUri"] = moved["statusUri"]!.DeepClone(), ["index"] = moved["statusIndex"]!.DeepClone(), ["msoSha256"] = Base64Url.EncodeToString(mso),
        };
        await calls.CallAsync(
            "GetTransferProof", async () => await Answer.OfAsync(await wallet.PostAsJsonAsync("/holder/transfer-proof", question)), fourth, who: $"system:{region.Gateway.Pin[..16]}");
    }

    /// <summary>Signs as the node signs when it is asked for a driver, without the log; the request, and the transfer with both signatures.</summary>
    private (byte[] Request, byte[] Transfer) Prepared(string id, string fileNumber, long entry)
    {
        var now = Instants.WholeSeconds(region.Clock.GetUtcNow());
        var (point, keyId) = (SealedDossier.NewKey().Item2, far.Key.PublicKey.Thumbprint);
        var request = new TransferAcceptance(Convert.FromHexString(id), Province.Code, FarOffice.Code, point, now).Sign(far.Key, keyId);
        byte[] dossier = [1, 2, 3];
        var salt = new byte[TransferRecord.SaltBytes];
        var record = new TransferRecord
        {
            Id = Convert.FromHexString(id), From = Province.Code, To = FarOffice.Code, Person = TransferRecord.PersonOf(salt, fileNumber),
            Entry = entry, PreparedAt = now, NotAfter = now.AddMinutes(10), DossierSha256 = SHA256.HashData(dossier),
        };
        var own = region.Issuer.Services.GetRequiredService<SigningKeys>().StatusKey(now)!;
        var signature = TransferSignature.Sign(record, own.Signer, own.KeyId);
        region.Issuer.Services.GetRequiredService<IDurableStore>().Write(
            "sample", db => TransferTable.Prepare(db, TransferTable.Closed(db, id)! with
            {
                Acceptance = request, Record = record.Write(), Signature = signature, Dossier = dossier, Salt = salt, Entry = record.Entry, LogFrom = 0, NotAfter = record.NotAfter.ToUnixTimeMilliseconds(),
            }));
        return (request, new SignedTransfer(record.Write(), signature, TransferSignature.Sign(record, far.Key, keyId)).Write());
    }

    private async Task TrailAsync()
    {
        await calls.CallAsync("GetAudit", () => office.GetAsync($"/audit?fileNumber={SyntheticDriver.FileNumber(1)}"), SyntheticDriver.FileNumber(1));
        await calls.CallAsync("ExportAudit", () => office.GetAsync("/audit/export"));
    }

    /// <summary>In a region of its own, whose log holds the licence.</summary>
    private static async Task<WitnessedCalls> ProofAsync()
    {
        var witness = SoftwareSigner.Create(SignatureAlgorithm.Ed25519);
        await using var watched = await TestRegion.PrepareAsync();
        var folder = Directory.CreateDirectory(Path.Combine(watched.DataDir, RegionFolders.Emergency)).FullName;
        var policy = watched.Log.Policy(Convert.ToBase64String(witness.PublicKey.SubjectPublicKeyInfo.Span), "320000");
        File.WriteAllBytes(Path.Combine(folder, "policy.json"), TestPolicy.With(policy).Write());
        await watched.StartIssuerAsync();
        await watched.ReadyAsync();
        using var office = Office.Of(watched);
        using var phone = Phone.Of(watched);
        var offer = await office.OfferAsync(1);
        var mso = LoggedLicence.MsoSha256(await phone.LicenceAsync(offer));
        await Eventually.TrueAsync(() => watched.Journal.Chains.Of("issuance").Count == 1, "a batch");
        watched.Hub!.Files["log/issuance/310000/1"] = watched.Log.Logged(watched.Journal.Chains.Of("issuance")[0], witness, watched.Clock.GetUtcNow());
        await Eventually.TrueAsync(async () => (await phone.ProofAsync(offer, mso)).Answer.Status == System.Net.HttpStatusCode.OK, "the proof");
        var calls = new WitnessedCalls(watched);
        await calls.CallAsync(
            "GetIssuanceProof", async () => (await phone.ProofAsync(offer, mso)).Answer, SyntheticDriver.FileNumber(1), who: $"system:{watched.Gateway.Pin[..16]}");
        return calls;
    }

    private GrpcChannel Channel() => GrpcChannel.ForAddress(region.Issuer.Url, new GrpcChannelOptions
    {
        HttpHandler = PinnedHandler.Create(region.Gateway, () => new HashSet<string> { region.Request.TlsPin }),
        DisposeHttpClient = true,
    });

    private static long Entry(JsonNode offer) =>
        TrustList.Format.Log.IssuanceLeaf.Entry(long.Parse(offer["statusUri"]!.GetValue<string>().Split('/')[^1]), offer["statusIndex"]!.GetValue<int>());
}
