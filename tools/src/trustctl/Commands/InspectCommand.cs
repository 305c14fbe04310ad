using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using Trustctl.Inspection;

namespace Trustctl.Commands;

/// <summary>`trustctl inspect FILE`: shows any of the federation's artefacts. Verifies nothing.</summary>
internal static class InspectCommand
{
    internal static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "Metadata, registry, policy, licence, presentation, status list or certificate; - is standard input" };
        var json = Arguments.Json();
        var command = new Command("inspect", "Show any artefact of the federation; proves nothing") { file, json };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string path, bool json)
    {
        var bytes = InputFile.Read(path, Limits.MetadataBytes);
        if (bytes.Length > Limits.MetadataBytes) return Unknown(path, "larger than any artefact");
        if (Artefact.Recognise(bytes) is not { } artefact) return Unknown(path, bytes.Length == 0 ? "empty" : "no artefact of the federation, or malformed");
        if (json)
        {
            Console.WriteLine(new JsonObject { ["kind"] = artefact.Kind, ["bytes"] = bytes.Length, ["content"] = artefact.Content?.DeepClone() }.ToJsonString(Readable));
        }
        else
        {
            Console.WriteLine($"{artefact.Kind}, {bytes.Length} bytes. Nothing here was verified.");
            TextTree.Write(Console.Out, artefact.Content, 2);
        }

        return ExitCode.Accepted;
    }

    private static int Unknown(string path, string why)
    {
        Console.Error.WriteLine($"{path}: {why}");
        return ExitCode.Refused;
    }
}
