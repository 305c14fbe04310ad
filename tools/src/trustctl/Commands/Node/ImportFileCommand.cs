using System.CommandLine;

namespace Trustctl.Commands.Node;

/// <summary>
/// `trustctl node import file FILE`: a whole file by the calls open, send, finish, status and refused. Run again after it was broken
/// off, it goes on where the node is. 0: every line stands; 1: some or all are refused; 2: the node was not reached, run it again.
/// </summary>
internal static class ImportFileCommand
{
    private enum Format
    {
        Csv,
        Ndjson,
    }

    private enum Encoding
    {
        Utf8,
        Gb18030,
    }

    public static Command Build(NodeConnection connection)
    {
        var file = new Argument<string>("FILE") { Description = "The registry, one driver a line" };
        var letterTable = new Option<string>("--letter-table") { Description = "The version of the status letters in ZT: registry letter-tables", Required = true };
        var format = new Option<Format?>("--format") { Description = "Unsaid: Ndjson for a file of that ending, else Csv" };
        var encoding = new Option<Encoding>("--encoding") { Description = "Unsaid: Utf8" };
        var refusedAtMost = new Option<long?>("--refused-at-most") { Description = "With more refused lines than these nothing is taken" };
        var command = new Command("file", "Import a whole file, or go on with it; prints the refused lines") { file, letterTable, format, encoding, refusedAtMost };
        command.SetAction((parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            var written = parsed.GetValue(format) ?? (path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) ? Format.Ndjson : Format.Csv);
            var wish = new ImportWish(written.ToString(), parsed.GetValue(letterTable)!, parsed.GetValue(encoding).ToString(), parsed.GetValue(refusedAtMost));
            return new ImportSending(() => connection.Open(parsed), wish).RunAsync(path, cancel);
        });
        return command;
    }
}
