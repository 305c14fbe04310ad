using System.Text.RegularExpressions;

namespace Federation.Tests.Runbooks;

/// <summary>One shell block of a runbook's page.</summary>
/// <param name="Step">The number of its heading; 0: under a heading without one.</param>
/// <param name="Before">The words since the block before.</param>
/// <param name="Shell">What the reader runs.</param>
internal sealed record RunbookBlock(int Step, string Before, string Shell);

/// <summary>The shell blocks of a runbook's page in the order in which it says they are run, read from its text alone.</summary>
internal sealed partial class RunbookPage
{
    private RunbookPage(IReadOnlyList<RunbookBlock> blocks) => Blocks = blocks;

    /// <summary>In the page's order.</summary>
    internal IReadOnlyList<RunbookBlock> Blocks { get; }

    internal static RunbookPage Read(string file)
    {
        List<RunbookBlock> blocks = [];
        var (step, words, shell) = (0, new List<string>(), default(List<string>));
        foreach (var line in File.ReadLines(file))
        {
            switch (line)
            {
                case "```sh":
                    shell = [];
                    break;
                case "```" when shell is not null:
                    blocks.Add(new RunbookBlock(step, string.Join('\n', words), string.Join('\n', shell)));
                    (shell, words) = (null, []);
                    break;
                default:
                    if (shell is null && line.StartsWith("## ", StringComparison.Ordinal))
                        step = Numbered().Match(line) is { Success: true } heading ? int.Parse(heading.Groups[1].ValueSpan) : 0;
                    (shell ?? words).Add(line);
                    break;
            }
        }
        return new RunbookPage(blocks);
    }

    /// <summary>The numbered steps.</summary>
    internal IReadOnlyList<RunbookBlock> Usual() => [.. Blocks.Where(block => block.Step > 0)];

    /// <summary>The numbered steps with the other blocks where their words say: before, in or instead of a step.</summary>
    internal IReadOnlyList<RunbookBlock> Otherwise()
    {
        var steps = Usual().ToList();
        foreach (var block in Blocks.Where(block => block.Step == 0))
        {
            var place = Place().Match(block.Before);
            Assert.True(place.Success, $"the page does not say where this belongs: {block.Before}");
            var number = int.Parse(place.Groups[2].ValueSpan);
            var first = steps.FindIndex(one => one.Step == number);
            switch (place.Groups[1].Value)
            {
                case "Before":
                    steps.Insert(first, block);
                    break;
                case "In":
                    steps.Insert(first + 1, block);
                    break;
                default:
                    steps.RemoveAll(one => one.Step == number);
                    steps.Insert(first, block);
                    break;
            }
        }
        return steps;
    }

    [GeneratedRegex(@"^## (\d+)\. ")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\*\*(Before|In|Instead of) step (\d+)")]
    private static partial Regex Place();
}
