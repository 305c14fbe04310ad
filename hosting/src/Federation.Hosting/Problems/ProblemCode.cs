namespace Federation.Hosting.Problems;

/// <summary>
/// One entry of a program's closed list of refusals (RFC 9457). A program declares its own as static fields beside
/// <see cref="CommonProblems"/>; a code, once released, keeps its meaning.
/// </summary>
/// <param name="Code">A PascalCase word, for example <c>NoRoute</c>; the type URI is <c>urn:federation:problem:</c> and this.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Title">A short sentence, the same for every occurrence.</param>
public sealed record ProblemCode(string Code, int Status, string Title)
{
    /// <summary>The problem's type URI.</summary>
    public string Type => $"urn:federation:problem:{Code}";

    /// <summary>The members of the problem document, for the answer and for what stands inside another answer.</summary>
    /// <param name="detail">What is wrong in this occurrence.</param>
    /// <param name="request">The request's id.</param>
    public Dictionary<string, object?> Document(string? detail, string request) => new()
    {
        ["type"] = Type,
        ["title"] = Title,
        ["status"] = Status,
        ["code"] = Code,
        ["detail"] = detail,
        ["instance"] = $"urn:federation:request:{request}",
    };

    /// <summary>
    /// The answer of this occurrence. <paramref name="detail"/> and <paramref name="members"/> go to the caller and
    /// never to the log; the log gets one line with the code, the route and the request's id.
    /// </summary>
    public ProblemResult Result(string? detail = null, IReadOnlyDictionary<string, object?>? members = null) => new(this, detail, members);
}
