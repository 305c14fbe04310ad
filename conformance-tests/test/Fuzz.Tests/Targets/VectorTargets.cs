using System.Globalization;
using System.Text.Json.Nodes;
using TrustList.Format.Audit;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Transfers;
using TrustList.Testing;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>What conformance-tests/vectors holds with its keys: disputes, audit checkpoints, moves, issuance proofs, proofs of one entry.</summary>
internal static class VectorTargets
{
    internal static IEnumerable<FuzzTarget> All()
    {
        var (disputes, answers) = (Read("disputes/records"), Read("disputes/answers"));
        yield return new("dispute", bytes => Of(DisputeRecord.Verify(bytes, disputes.Key, disputes.Now), content: one => Convert.ToHexString(one.Hash.Span)), disputes.Good);
        yield return new("dispute-answer", bytes => RegionStatement.Read(bytes, DisputeAnswer.MediaType, Limits.DisputeBytes) is { Ok: true, Value: var one } ? Of(DisputeCwt.ReadAnswer(one.Payload)) : new("NoStatement"), answers.Good);
        var audit = Read("audit/checkpoints");
        yield return new("audit-checkpoint", bytes => Of(AuditCheckpoint.Verify(bytes, audit.Key), content: one => $"{one.Claims.Region} {one.Claims.IssuedAt:O} {one.Claims.Seq} {Convert.ToHexString(one.Claims.Hash.Span)}"), audit.Good);
        var (acceptances, moves, records, lists) = (Read("transfers/acceptances"), Read("transfers/signed"), Read("transfers/records"), Read("transfers/lists"));
        yield return new("transfer-acceptance", bytes => TransferAcceptance.Verify(bytes, "320500", acceptances.Key, acceptances.Now) is var read && read.Ok ? new("Ok", null, $"{Convert.ToHexString(read.Value.Id.Span)} {read.Value.To} {Convert.ToHexString(read.Value.SealingKey.Span)} {read.Value.At:O}") : new($"{read.Fault}"), acceptances.Good);
        yield return new("transfer-verified", bytes => SignedTransfer.Read(bytes) is { Ok: true, Value: var move } && move.Verify(moves.Key) is { Ok: true, Value: var record } ? new("Ok", move.Write(), Convert.ToHexString(record.Write())) : new("Refused"), moves.Good, Writing.Canonical);
        yield return new("transfer-record", bytes => Of(TransferRecord.Read(bytes), one => one.Write()), records.Good, Writing.Canonical);
        yield return new("logged-transfers", bytes => Of(LoggedTransfers.Read(bytes), one => one.Write()), lists.Good, Writing.Canonical);
        var proofs = JsonNode.Parse(Text("issuance/proofs"))!.AsArray().Where(one => one!["expect"]!["fault"] is null).Select(one => Convert.FromHexString(one!["proof"]!.GetValue<string>())).ToList();
        yield return new("issuance-proof", bytes => Of(IssuanceProof.Read(bytes), one => one.Write()), proofs, Writing.Canonical);
        var chunk = JsonNode.Parse(Text("status/chunk-proofs"))!["vectors"]!.AsArray().First(one => one!["fault"] is null)!;
        var (root, blocks, entry) = (Convert.FromHexString(chunk["stateRoot"]!.GetValue<string>()), chunk["blocks"]!.GetValue<int>(), chunk["entry"]!.GetValue<long>());
        yield return new("chunk-proof", bytes => Of(ChunkProof.Verify(bytes, root, blocks, entry), content: one => one.ToString()!), [Convert.FromHexString(chunk["proof"]!.GetValue<string>())]);
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "conformance-tests", "vectors", name + ".json"));

    private static Vectors Read(string name)
    {
        var file = JsonNode.Parse(Text(name))!.AsObject();
        var good = file["vectors"]!.AsArray().Where(one => one!["fault"] is null).ToList();
        var now = good.Select(one => one!["now"]?.ToString()).OfType<string>().Select(text => long.Parse(text, CultureInfo.InvariantCulture)).FirstOrDefault();
        var keys = file["keys"]?.AsObject().SelectMany(region => region.Value!.AsObject().Select(key => (Name: (region.Key, key.Key), Key: PublicKey.FromSpki(Convert.FromBase64String(key.Value!.GetValue<string>())).Value)))
            .ToDictionary(pair => pair.Name, pair => pair.Key) ?? [];
        return new Vectors([.. good.Select(one => Convert.FromBase64String(one!["bytes"]!.GetValue<string>()))], (region, id) => keys.GetValueOrDefault((region, id)), DateTimeOffset.FromUnixTimeSeconds(now));
    }

    private sealed record Vectors(IReadOnlyList<byte[]> Good, Func<string, string, PublicKey?> Key, DateTimeOffset Now);
}
