namespace Trustctl.Commands.Node;

/// <summary>One call of the node's interface as a command: <c>trustctl node NOUN VERB</c>.</summary>
/// <param name="Noun">What it is about.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path; each <c>{name}</c> in it is an argument of the command.</param>
/// <param name="Summary">For people.</param>
internal sealed record NodeCall(string Noun, string Verb, HttpMethod Method, string Path, string Summary)
{
    /// <summary>Members of the query and of a JSON body that the command builds.</summary>
    public IReadOnlyList<NodeMember> Members { get; init; } = [];

    /// <summary>The media type of a body that is a file, or null: JSON of the members, or none.</summary>
    public string? FileMedia { get; init; }

    /// <summary>A member of the body that the command itself sets; null: none.</summary>
    public (string Name, string Value)? Fixed { get; init; }

    /// <summary>The call takes an Idempotency-Key.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>The call answers a page: --after, --limit, --all.</summary>
    public bool IsPaged { get; init; }

    /// <summary>The call takes If-Match.</summary>
    public bool TakesIfMatch { get; init; }

    /// <summary>The answer's bytes go to the file of --out.</summary>
    public bool IsDownload { get; init; }

    /// <summary>The names in the path, in order.</summary>
    public IEnumerable<string> PathNames => Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
}
