using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trustctl.Commands.Node;

/// <summary>What is wanted of an import, in the interface's words.</summary>
/// <param name="Format">How the lines are written.</param>
/// <param name="LetterTable">The version of their status letters.</param>
/// <param name="Encoding">How the text is encoded.</param>
/// <param name="RefusedAtMost">With more refused lines nothing is taken; null: no limit.</param>
internal sealed record ImportWish(string Format, string LetterTable, string Encoding, long? RefusedAtMost);

/// <summary>How far an import is, of what the node says the part that is needed to go on.</summary>
internal sealed record ImportProgress(
    string ImportId, string Name, string Format, string LetterTable, string Encoding, string State, long Offset, long Accepted, long Refused, long Merged, long Added, long Replaced)
{
    /// <summary>It takes bytes.</summary>
    public bool IsReceiving => State == "Receiving";

    /// <summary>It is decided, and goes into the registry.</summary>
    public bool IsMerging => State == "Merging";

    /// <summary>Whether it is this file's, written this way.</summary>
    public bool IsOf(string name, ImportWish wish) => (Name, Format, LetterTable, Encoding) == (name, wish.Format, wish.LetterTable, wish.Encoding);
}

/// <summary>The node's newest imports.</summary>
internal sealed record ImportList(IReadOnlyList<ImportProgress> Items);

/// <summary>Their JSON, made when the program is compiled: a native program has no reflection for it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ImportList))]
internal sealed partial class ImportJson : JsonSerializerContext;
