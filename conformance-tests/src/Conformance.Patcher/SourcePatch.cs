using System.Text.RegularExpressions;

namespace Conformance.Patching;

/// <summary>
/// Puts defects into one source. Each is asked for as the program runs, so that one build holds all of them; with none switched
/// on it does what the original does. Edits may lie one in another, but not across each other.
/// </summary>
public static partial class SourcePatch
{
    private const string Seam = "global::Conformance.Defect";

    /// <summary>The source with its defects.</summary>
    /// <param name="source">The original.</param>
    /// <param name="edits">The edits of this file, with the ids of their defects.</param>
    /// <exception cref="PatchException">A text does not stand exactly once, or two edits cross.</exception>
    public static string Apply(string source, IEnumerable<(string Defect, Edit Edit)> edits)
    {
        var places = edits.Select(edit => new Place(edit.Defect, edit.Edit, Find(source, edit.Defect, edit.Edit)))
            .OrderBy(place => place.Start).ThenByDescending(place => place.End).ToList();
        return Write(source, 0, source.Length, places);
    }

    private static string Write(string source, int start, int end, List<Place> places)
    {
        var text = new System.Text.StringBuilder();
        while (places.Count > 0)
        {
            var outer = places[0];
            var within = places.TakeWhile(place => place.Start < outer.End).ToList();
            if (within.Find(place => place.End > outer.End) is { } crossing)
                throw new PatchException(crossing.Defect, $"crosses {outer.Defect}");
            text.Append(source, start, outer.Start - start).Append(Switch(outer, Write(source, outer.Start, outer.End, within[1..])));
            (start, places) = (outer.End, places[within.Count..]);
        }
        return text.Append(source, start, end - start).ToString();
    }

    // "false" and "true" in the place of a condition keep what the condition's patterns declare. Where the original only asks and
    // the defect is a constant, the defect can make a difference only where the original says otherwise; elsewhere wherever it stands.
    private static string Switch(Place place, string old)
    {
        var id = $"\"{place.Defect}\"";
        var (on, saw) = ($"{Seam}.Is({id})", $"{Seam}.Saw({id})");
        var meets = $"{Seam}.Meets({id}{(place.Edit.When is { } when ? $", {when}" : "")})";
        return (place.Edit, place.Edit.When is null && (place.Edit.Compare || OnlyAsks(place.Edit.Old))) switch
        {
            ({ Kind: EditKind.Statement, New: var statement }, _) => $"{{ if ({meets}) {{ {statement} }} else {{ {old} }} }}",
            ({ New: "false" }, true) => $"(!{on} && ({old}) && {saw})",
            ({ New: "true" }, true) => $"({on} || ({old}) || !{saw})",
            ({ New: "false" }, _) => $"(!{meets} && ({old}))",
            ({ New: "true" }, _) => $"({meets} || ({old}))",
            ({ New: var other, Compare: var compare }, true) when compare || TypedConstant().IsMatch(other) => $"(!{on} ? {Seam}.Weighed({id}, {old}, {other}) : ({other}))",
            ({ New: var expression }, _) => $"(!{meets} ? ({old}) : ({expression}))",
        };
    }

    // What may change something as it is evaluated is missed where it is not evaluated, whatever it says.
    private static bool OnlyAsks(string expression) => !MayAct().IsMatch(expression);

    [GeneratedRegex(@"\b(await|out|ref|throw)\b|\+\+|--|[^=!<>]=[^=>]|\.(Add|TryAdd|Remove|Read\w*|TryRead\w*|Skip|More|NoOthers|Take|Pop|Push|Dequeue)\(")]
    private static partial Regex MayAct();

    [GeneratedRegex(@"^\(\w+\?\)(null|true|false)$")]
    private static partial Regex TypedConstant();

    private static int Find(string source, string defect, Edit edit)
    {
        if (edit.After is not { } after)
            return Once(source, defect, edit.Old);
        var at = source.IndexOf(edit.Old, Once(source, defect, after), StringComparison.Ordinal);
        return at >= 0 ? at : throw new PatchException(defect, $"{edit.File} has no \"{edit.Old}\" behind \"{after}\"");
    }

    private static int Once(string source, string defect, string text)
    {
        var at = source.IndexOf(text, StringComparison.Ordinal);
        return at >= 0 && source.IndexOf(text, at + 1, StringComparison.Ordinal) < 0
            ? at
            : throw new PatchException(defect, $"\"{text}\" stands {(at < 0 ? "nowhere" : "more than once")}");
    }

    private sealed record Place(string Defect, Edit Edit, int Start)
    {
        public int End => Start + Edit.Old.Length;
    }
}
