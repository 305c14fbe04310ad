namespace Trustctl.Commands.Node;

/// <summary>One member of a request, an option of the command: <c>fileNumber</c> is <c>--file-number</c>.</summary>
/// <param name="Name">As the interface has it.</param>
/// <param name="Description">For people.</param>
/// <param name="Kind">What it is.</param>
internal sealed record NodeMember(string Name, string Description, NodeKind Kind = NodeKind.Text)
{
    /// <summary>The call is none without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Where it goes.</summary>
    public NodePlace Place { get; init; } = NodePlace.Body;

    /// <summary>The option's name.</summary>
    public string Option => "--" + Kebab(Name);

    /// <summary>camelCase as kebab-case.</summary>
    internal static string Kebab(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>A member that must be given.</summary>
    public static NodeMember Required(string name, string description, NodeKind kind = NodeKind.Text) => new(name, description, kind) { IsRequired = true };

    /// <summary>A member of the query.</summary>
    public static NodeMember Query(string name, string description, NodeKind kind = NodeKind.Text) => new(name, description, kind) { Place = NodePlace.Query };
}
