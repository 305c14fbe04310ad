using System.Collections.Immutable;

namespace Conformance.Running;

/// <summary>The words of a verb's command line: files by their place, options by their names, each at most once.</summary>
internal sealed record CommandWords
{
    private ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The words that belong to no option.</summary>
    public ImmutableArray<string> Places { get; private init; } = [];

    /// <summary>What is not understood, a line each.</summary>
    public ImmutableArray<string> Errors { get; private init; } = [];

    /// <summary>The value of an option; null: it is not given.</summary>
    public string? this[string name] => Options.GetValueOrDefault(name);

    /// <summary>Whether a switch is given.</summary>
    public bool Has(string name) => Options.ContainsKey(name);

    /// <summary>Reads them.</summary>
    /// <param name="words">The words behind the verb.</param>
    /// <param name="valued">The options that take a value.</param>
    /// <param name="switches">The options that take none.</param>
    public static CommandWords Read(ReadOnlySpan<string> words, ImmutableArray<string> valued, params ImmutableArray<string> switches)
    {
        var read = new CommandWords();
        while (words is [var word, .. var rest])
        {
            words = rest;
            if (!word.StartsWith("--", StringComparison.Ordinal))
                read = read with { Places = read.Places.Add(word) };
            else if (read.Has(word))
                read = read.But($"{word} stands twice");
            else if (switches.Contains(word))
                read = read with { Options = read.Options.Add(word, string.Empty) };
            else if (!valued.Contains(word))
                read = read.But($"{word}: not understood");
            else if (rest is [var value, ..])
            {
                read = read with { Options = read.Options.Add(word, value) };
                words = rest[1..];
            }
            else
                read = read.But($"{word} needs a value");
        }
        return read;
    }

    /// <summary>The same with errors for options that are not given.</summary>
    public CommandWords Need(params ReadOnlySpan<string> names)
    {
        var read = this;
        foreach (var name in names)
            if (!Has(name))
                read = read.But($"{name} is missing");
        return read;
    }

    /// <summary>The same with another error.</summary>
    public CommandWords But(string error) => this with { Errors = Errors.Add(error) };
}
