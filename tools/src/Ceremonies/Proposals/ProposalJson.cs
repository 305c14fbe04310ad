using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Federation.Ceremonies.Proposals;

/// <summary>The proposal file as JSON (SPEC.md §11.1).</summary>
internal static class ProposalJson
{
    private const string Kind = "proposal-1";
    private const int MostFiles = 16;
    private const int MostReasonCharacters = 500;

    public static ProposalResult<Proposal> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > Limits.ProposalBytes) return new ProposalRefusal(ProposalFault.TooLarge, $"more than {Limits.ProposalBytes} bytes");
        var parsed = CanonicalJson.Parse(file, Limits.ProposalBytes);
        if (!parsed.Ok) return new ProposalRefusal(ProposalFault.Malformed, $"{parsed.Fault}: {parsed.Detail}");
        var fields = JsonFields.Of(parsed.Value);
        if (fields.Text("type", 32) != Kind) fields.Refuse(DecodeFault.BadValue, $"type: {Kind} expected");
        var reason = fields.Object("reason");
        var proposal = new Proposal
        {
            Role = fields.Text("role", 64),
            CreatedAt = fields.Instant("createdAt"),
            ExpiresAt = fields.Instant("expiresAt"),
            Reason = new Sentence(reason.Text("zh", MostReasonCharacters), reason.Text("en", MostReasonCharacters)),
            Roots = fields.Objects("roots", Limits.RootRotations, root => (ReadOnlyMemory<byte>)Content(root, Limits.RootBytes)),
            Delegator = fields.Has("delegator") ? (ReadOnlyMemory<byte>?)Content(fields.Object("delegator"), Limits.TargetsBytes) : null,
            Present = fields.Has("present") ? Files(fields.Object("present")) : null,
            Proposed = Files(fields.Object("proposed")),
        };
        reason.NoOthers();
        fields.NoOthers();
        var finished = fields.Finish(proposal);
        return finished.Ok ? finished.Value : new ProposalRefusal(ProposalFault.Malformed, $"{finished.Fault}: {finished.Detail}");
    }

    public static byte[] Write(Proposal proposal)
    {
        var json = new JsonObject
        {
            ["type"] = Kind,
            ["role"] = proposal.Role,
            ["createdAt"] = Instants.Format(proposal.CreatedAt),
            ["expiresAt"] = Instants.Format(proposal.ExpiresAt),
            ["reason"] = new JsonObject { ["zh"] = proposal.Reason.Zh, ["en"] = proposal.Reason.En },
            ["roots"] = new JsonArray([.. proposal.Roots.Select(root => (JsonNode)Content(root))]),
            ["proposed"] = Files(proposal.Proposed),
        };
        if (proposal.Delegator is { } delegator) json["delegator"] = Content(delegator);
        if (proposal.Present is { } present) json["present"] = Files(present);
        return CanonicalJson.EncodeText(json);
    }

    private static ProposedFiles Files(JsonFields fields)
    {
        var metadata = fields.Base64("metadata", Limits.MetadataBytes);
        var files = fields.Objects("files", MostFiles, file => (Path: file.Text("path", Limits.PathCharacters), Content: Content(file, Limits.TargetFileBytes)));
        var byPath = ImmutableSortedDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (path, content) in files)
            if (!byPath.TryAdd(path, content)) fields.Refuse(DecodeFault.DuplicateKey, "a path twice");
        fields.NoOthers();
        return new ProposedFiles(metadata, byPath.ToImmutable());
    }

    private static JsonObject Files(ProposedFiles files) => new()
    {
        ["metadata"] = Convert.ToBase64String(files.Metadata.Span),
        ["files"] = new JsonArray([.. files.Files.Select(file => (JsonNode)new JsonObject { ["path"] = file.Key, ["content"] = Convert.ToBase64String(file.Value.Span) })]),
    };

    private static byte[] Content(JsonFields holder, int maxBytes)
    {
        var content = holder.Base64("content", maxBytes);
        holder.NoOthers();
        return content;
    }

    private static JsonObject Content(ReadOnlyMemory<byte> content) => new() { ["content"] = Convert.ToBase64String(content.Span) };
}
