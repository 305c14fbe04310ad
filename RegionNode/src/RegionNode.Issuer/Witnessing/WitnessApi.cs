using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Witnessing;

/// <summary>How witnessing stands: the newest tree cosigned, the refusal that stands, and the evidence.</summary>
internal sealed record WitnessBody(long Size, string? Checkpoint, DateTimeOffset? CosignedAt, string? Refusal, string? Detail, IReadOnlyList<EvidenceBody> Evidence);

/// <summary>Two notes that the log signed, word for word.</summary>
internal sealed record EvidenceBody(string Refusal, string Detail, DateTimeOffset SeenAt, string Ours, string Theirs);

/// <summary>For the region's operators.</summary>
internal static class WitnessApi
{
    internal static void MapWitnessing(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/operator/witness", Show).For(Caller.Province, Role.Operator)
            .WithName("GetWitness")
            .WithSummary("What this region has cosigned of the log, what it refuses, and what it keeps as evidence.")
            .Produces<WitnessBody>();

    private static WitnessBody Show(IDurableStore store, WitnessStanding standing)
    {
        var (last, evidence) = store.Read(db => (WitnessTables.Newest(db), WitnessTables.Evidence(db)));
        return new WitnessBody(
            last?.Size ?? 0, last is null ? null : Text(last.Note), last?.RecordedAt, standing.Refusal?.Why.ToString(), standing.Refusal?.Detail,
            [.. evidence.Select(piece => new EvidenceBody(piece.Refusal, piece.Detail, piece.SeenAt, Text(piece.Ours), Text(piece.Theirs)))]);
    }

    private static string Text(byte[] note) => System.Text.Encoding.UTF8.GetString(note); // Notes are text (C2SP signed-note).
}
