using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Defects;

/// <summary>The command line of <c>certify suite</c>.</summary>
internal sealed record KillArguments
{
    public const string Usage =
        """
        certify suite --adapter COMMAND [--root DIR] [--seed HEX] [--jobs N]
                [--defect ID-PREFIX]…  these defects alone
                [--survivors]          only those for which kills.json names no case
                [--only ID-PREFIX]…    these cases alone
                [--fast]               without cases that wait or kill
                [--record]             names for each defect up to three cases that kill it in kills.json
                [--whole]              every case with every defect, also where it can make no difference
                [--matrix FILE]        the matrix as JSON: rows that are played are renewed, the others stay; beside it as Markdown
        """;

    /// <summary>The defective adapter's command line.</summary>
    public string Adapter { get; private init; } = string.Empty;

    /// <summary>The repository's root.</summary>
    public string Root { get; private init; } = ".";

    /// <summary>The seed of the suite.</summary>
    public ulong Seed { get; private init; } = 1;

    /// <summary>How many defects are tried at a time.</summary>
    public int Jobs { get; private init; } = 2;

    /// <summary>The beginnings of the ids of defects to try; none: all.</summary>
    public ImmutableArray<string> Defects { get; private init; } = [];

    /// <summary>The beginnings of the ids of cases to play; none: all.</summary>
    public ImmutableArray<string> Only { get; private init; } = [];

    /// <summary>Whether defects with a kill on record are left out.</summary>
    public bool Survivors { get; private init; }

    /// <summary>Whether slow cases are left out.</summary>
    public bool Fast { get; private init; }

    /// <summary>Whether cases are played in which a defect can make no difference.</summary>
    public bool Whole { get; private init; }

    /// <summary>Whether kills are put on record.</summary>
    public bool Record { get; private init; }

    /// <summary>Where the matrix goes; null: nowhere.</summary>
    public string? Matrix { get; private init; }

    /// <summary>Reads it, or says what it does not understand.</summary>
    public static (KillArguments Arguments, string? Error) Read(ReadOnlySpan<string> words)
    {
        var read = new KillArguments();
        while (!words.IsEmpty)
        {
            var (next, count) = words switch
            {
                ["--survivors", ..] => (read with { Survivors = true }, 1),
                ["--fast", ..] => (read with { Fast = true }, 1),
                ["--whole", ..] => (read with { Whole = true }, 1),
                ["--record", ..] => (read with { Record = true }, 1),
                [var name, var value, ..] => (read.With(name, value), 2),
                _ => (null, 0),
            };
            if (next is null)
                return (read, $"{words[0]}: not understood");
            read = next;
            words = words[count..];
        }
        return (read, read.Adapter.Length == 0 ? "--adapter is missing" : null);
    }

    private KillArguments? With(string name, string value) => name switch
    {
        "--adapter" => this with { Adapter = value },
        "--root" => this with { Root = value },
        "--defect" => this with { Defects = Defects.Add(value) },
        "--only" => this with { Only = Only.Add(value) },
        "--matrix" => this with { Matrix = value },
        "--seed" when ulong.TryParse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--jobs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is >= 1 and <= 16 => this with { Jobs = jobs },
        _ => null,
    };
}
