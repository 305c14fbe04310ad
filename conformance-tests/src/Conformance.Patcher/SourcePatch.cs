namespace Conformance.Patching;

/// <summary>
/// Puts defects into one source. Each is asked for as the program runs, so that one build holds all of them; with none switched
/// on it does what the original does. Edits may lie one in another, but not across each other.
/// </summary>
public static class SourcePatch
{
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

    // "false" and "true" in the place of a condition keep what the condition's patterns declare.
    private static string Switch(Place place, string old)
    {
        var on = $"global::Conformance.Defect.Is(\"{place.Defect}\")";
        return place.Edit switch
        {
            { Kind: EditKind.Statement, New: var statement } => $"{{ if ({on}) {{ {statement} }} else {{ {old} }} }}",
            { New: "false" } => $"(!{on} && ({old}))",
            { New: "true" } => $"({on} || ({old}))",
            { New: var expression } => $"(!{on} ? ({old}) : ({expression}))",
        };
    }

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
