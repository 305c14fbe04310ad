using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony present --dir DIR`: the documents in force as files, to edit and propose.</summary>
internal static class PresentCommand
{
    public static Command Build()
    {
        var folder = new Option<string>("--dir") { Description = "Where registry.json, policy.json and the regions' files go", Required = true };
        var list = new ListInForce();
        var command = new Command("present", "Write the documents in force as files, to edit and propose") { folder };
        list.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            foreach (var (path, file) in (await list.Read(parsed, cancel)).Files)
            {
                var target = Path.Combine(parsed.GetValue(folder)!, path);
                OutputFile.Folder(Path.GetDirectoryName(target)!);
                OutputFile.Write(target, file.Span);
                Console.WriteLine(target);
            }
        });
        return command;
    }
}
