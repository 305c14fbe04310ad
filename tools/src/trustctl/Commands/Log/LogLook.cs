using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>What one look at every source came to.</summary>
/// <param name="Code">The exit code: 0 one view, 1 two, 2 not decided.</param>
/// <param name="Line">For people.</param>
/// <param name="Evidence">The two notes that contradict each other, as files; else none.</param>
internal sealed record LogLook(int Code, string Line, IReadOnlyList<string> Evidence)
{
    public JsonObject ToJson(DateTimeOffset at) => new()
    {
        ["at"] = Instants.Format(at),
        ["views"] = Code switch { ExitCode.Accepted => "one", ExitCode.Refused => "two", _ => "undecided" },
        ["detail"] = Line,
        ["evidence"] = new JsonArray([.. Evidence.Select(file => JsonValue.Create(file))]),
    };
}
