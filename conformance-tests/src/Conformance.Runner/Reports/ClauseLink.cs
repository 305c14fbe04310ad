using System.Net;

namespace Conformance.Reports;

/// <summary>Where a requirement can be read: a link to the clause at the report's end, or to a text that is public; the words alone for the others.</summary>
internal static class ClauseLink
{
    private static readonly (string Start, string Address)[] Public =
    [
        ("TUF ", "https://theupdateframework.github.io/specification/latest/"),
        ("C2SP tlog-tiles", "https://c2sp.org/tlog-tiles"),
        ("C2SP tlog-cosignature", "https://c2sp.org/tlog-cosignature"),
        ("C2SP tlog-checkpoint", "https://c2sp.org/tlog-checkpoint"),
        ("C2SP signed-note", "https://c2sp.org/signed-note"),
        ("Token Status List", "https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/"),
        ("RFC ", "https://www.rfc-editor.org/rfc/rfc"),
    ];

    /// <summary>The requirement as HTML.</summary>
    public static string Of(string requirement)
    {
        var text = WebUtility.HtmlEncode(requirement);
        if (SpecClauses.Cited(requirement) is { } number)
            return $"<a href=\"#spec-{number}\">{text.Replace("SPEC ", "SPEC §", StringComparison.Ordinal)}</a>";
        var (start, address) = Array.Find(Public, known => requirement.StartsWith(known.Start, StringComparison.Ordinal));
        return address is null ? text : $"<a href=\"{address}{(start == "RFC " ? requirement[4..].Split(' ')[0] : "")}\">{text}</a>";
    }
}
