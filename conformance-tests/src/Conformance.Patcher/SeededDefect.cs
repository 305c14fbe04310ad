using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Conformance.Patching;

/// <summary>A mistake that an implementer makes, as a change of the reference verifier that can be switched on.</summary>
public sealed record SeededDefect
{
    /// <summary><c>area/what-is-wrong</c>, unique.</summary>
    public required string Id { get; init; }

    /// <summary>What the verifier does wrong, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Whether by it something forged or withdrawn counts.</summary>
    public bool Critical { get; init; }

    /// <summary>Why no answer can tell it from the reference; null: some case must kill it.</summary>
    public string? Equivalent { get; init; }

    /// <summary>The changes: one line, or where the reference asks twice one line at each place.</summary>
    public required ImmutableArray<Edit> Edits { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>One expression or statement, and what stands in its place.</summary>
public sealed record Edit
{
    /// <summary>The source, from the repository's root.</summary>
    public required string File { get; init; }

    /// <summary>A text that stands once in the file: <see cref="Old"/> is looked for behind its beginning. Null: <see cref="Old"/> itself stands once.</summary>
    public string? After { get; init; }

    /// <summary>The exact text.</summary>
    public required string Old { get; init; }

    /// <summary>What is done in its place.</summary>
    public required string New { get; init; }

    /// <summary>Whether both texts can be evaluated beside each other, or the original be left out, and nothing follows but from their values: it makes a difference only where these differ.</summary>
    public bool Compare { get; init; }

    /// <summary>A condition that only asks: where it does not hold before the original, the change makes no difference. Null: nobody says so.</summary>
    public string? When { get; init; }

    /// <summary>Whether it is an expression or a statement.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<EditKind>))]
    public EditKind Kind { get; init; }
}

/// <summary>What is replaced.</summary>
public enum EditKind
{
    /// <summary>An expression, of one type before and after.</summary>
    Expression,

    /// <summary>A statement; an empty text in its place does nothing.</summary>
    Statement,
}
