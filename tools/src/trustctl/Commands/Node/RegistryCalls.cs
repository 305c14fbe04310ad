namespace Trustctl.Commands.Node;

/// <summary>`trustctl node registry …`, `… import …`: the province's registry, line by line and whole.</summary>
internal static class RegistryCalls
{
    public static readonly NodeCall[] All =
    [
        new("registry", "put", HttpMethod.Put, "/registry/{fileNumber}", "Put a driver's record") { FileMedia = "application/json" },
        new("registry", "events", HttpMethod.Post, "/registry/events", "Send changes: a file of up to 1,000 events, one a line; an event id counts once") { FileMedia = "application/x-ndjson" },
        new("registry", "refused", HttpMethod.Get, "/registry/events/refused", "Events that wait for people") { IsPaged = true },
        new("registry", "dismiss", HttpMethod.Post, "/registry/events/refused/{number}/dismiss", "Lay a refused event aside for good; what came with it is erased")
        {
            Members = [NodeMember.Required("reason", "Why, without personal data")],
        },
        new("registry", "letter-tables", HttpMethod.Get, "/letter-tables", "The versions of status letters"),
        new("import", "open", HttpMethod.Post, "/imports", "Open an import of a whole province")
        {
            IsIdempotent = true,
            Members =
            [
                NodeMember.Required("format", "Ndjson or Csv"),
                NodeMember.Required("letterTable", "A version of the status letters: registry letter-tables"),
                NodeMember.Required("name", "What it is, for people"),
                new("encoding", "Utf8 or Gb18030"),
            ],
        },
        new("import", "send", HttpMethod.Put, "/imports/{id}/data", "Send a chunk of at most 8 MB; a wrong offset is answered by the right one")
        {
            FileMedia = "application/octet-stream", Members = [NodeMember.Query("offset", "Where in the whole the chunk begins", NodeKind.Number) with { IsRequired = true }],
        },
        new("import", "finish", HttpMethod.Post, "/imports/{id}/finish", "Decide the import")
        {
            Members =
            [
                NodeMember.Required("bytes", "How many bytes the whole has", NodeKind.Number),
                new("refusedAtMost", "With more refused lines than these it is not taken", NodeKind.Number),
            ],
        },
        new("import", "cancel", HttpMethod.Delete, "/imports/{id}", "Give up an import that is not finished"),
        new("import", "list", HttpMethod.Get, "/imports", "The newest imports"),
        new("import", "status", HttpMethod.Get, "/imports/{id}", "How far an import is"),
        new("import", "refused", HttpMethod.Get, "/imports/{id}/refused", "Every refused line with its reason") { Members = [NodeMember.Query("after", "Lines after this one", NodeKind.Number)] },
    ];
}
