using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer disown KEY`: the region says that leaves of its issuance log are none of its own (SPEC.md §13.6).</summary>
internal static class IssuerDisownCommand
{
    // A line holds 64 hexadecimal digits and its end, with room for a comment.
    private const int MostBytes = Limits.DisownedLeaves * 256;

    public static Command Build()
    {
        var key = new Argument<string>("KEY") { Description = "Thumbprint of the lost document signer's certificate; its beginning is enough" };
        var leaf = new Option<string[]>("--leaf") { Description = "A leaf hash, 64 lower-case hexadecimal digits; may be repeated", AllowMultipleArgumentsPerToken = true };
        var leaves = new Option<string?>("--leaves") { Description = "A file with one leaf hash at the beginning of each line, as RegionNode.Issuer open prints them" };
        var drafting = new RegionDrafting();
        var command = new Command("disown", "Draft that leaves of the issuance log were made by a thief: their licences are refused") { key, leaf, leaves };
        drafting.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var named = (parsed.GetValue(leaf) ?? []).Concat(parsed.GetValue(leaves) is { } file ? Lines(file) : []).Select(Leaf).ToList();
            if (named.Count == 0) throw new UsageException("Name a leaf, by --leaf or --leaves.");
            return drafting.Draft(parsed, (issuers, _) => IssuerRecords.Disown(issuers, IssuerStepCommand.Whole(issuers, parsed.GetValue(key)!), named), cancel);
        });
        return command;
    }

    private static IEnumerable<string> Lines(string file) =>
        System.Text.Encoding.UTF8.GetString(InputFile.Bounded(file, MostBytes)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')[0]);

    private static byte[] Leaf(string text) =>
        LowerHex.IsOf(text, MerkleTree.HashBytes) ? Convert.FromHexString(text) : throw new UsageException($"{Printable.Of(text)}: want 64 lower-case hexadecimal digits");
}
