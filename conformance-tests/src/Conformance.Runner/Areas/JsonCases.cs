using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>JSON read strictly: a timestamp that its real key signed, and documents that their real roles list.</summary>
internal static class JsonCases
{
    private const string Timestamp = "encoding/metadata/", Documents = "encoding/documents/";
    private static readonly string[] Unreadable = ["Malformed", "Forged", "TooLarge", "BelowThreshold"];
    private static readonly string[] Unusable = ["Malformed", "Incomplete", "TooLarge"];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. OfTimestamp(), .. OfDocuments()];

    private static IEnumerable<ConformanceCase> OfTimestamp()
    {
        yield return Signed("as-written", "A timestamp as a hub writes it", null);
        yield return Signed("white-space", "White space between everything", null, written: text => text.Replace(",", " ,\r\n\t", StringComparison.Ordinal), file: text => "\n " + text + " \n");
        yield return Signed("escapes", "Letters written as escapes", null, written: text => text.Replace("timestamp", "\\u0074\\u0069mestamp", StringComparison.Ordinal));
        yield return Signed("other-order", "Members in another order", null, written: text => text.LastIndexOf(",\"version\"", StringComparison.Ordinal) is var at ? $"{{{text[(at + 1)..^1]},{text[1..at]}}}" : text);
        yield return Signed("unknown-member", "A member that nobody knows is signed with the rest", null, text => Last(text, "\"x-test\":[1,true,null,\"\u00e9\"]"));
        yield return Signed("nesting-of-twelve", "Nesting of twelve", null, text => Last(text, $"\"x-test\":{Nested(10)}"));
        yield return Signed("largest-number", "2^63-1", null, text => Last(text, "\"x-test\":9223372036854775807"));
        yield return Signed("smallest-number", "-2^63", null, text => Last(text, "\"x-test\":-9223372036854775808"));
        yield return Signed("names-by-code-point", "Names beyond the BMP sort behind all others", null, text => Last(text, "\"x\uFB33\":1,\"x\U0001F600\":2"),
            written: text => Last(text.Replace(",\"x\uFB33\":1,\"x\U0001F600\":2", string.Empty, StringComparison.Ordinal), "\"x\U0001F600\":2,\"x\uFB33\":1"));

        yield return Signed("member-twice", "version twice", "as-written", written: text => Last(text, $"\"version\":{Number(text)}"));
        yield return Signed("member-twice-by-an-escape", "version twice, once with an escape", "as-written", written: text => Last(text, $"\"\\u0076ersion\":{Number(text)}"));
        yield return Signed("member-twice-outside", "signed twice", "as-written", file: text => "{\"signed\":{}," + text[1..]);
        yield return Signed("byte-order-mark", "A byte order mark", "as-written", file: text => "\uE0EF\uE0BB\uE0BF" + text);
        yield return Signed("comment", "A comment", "as-written", file: text => "/* */" + text);
        yield return Signed("line-comment", "A comment at the end", "as-written", file: text => text + "//");
        yield return Signed("trailing-comma", "A comma too many", "as-written", file: text => text[..^1] + ",}");
        yield return Signed("trailing-comma-in-a-list", "A comma too many in a list", "as-written", file: text => text.Replace("}],", "},],", StringComparison.Ordinal));
        yield return Signed("bytes-behind", "A letter behind the object", "as-written", file: text => text + "x");
        yield return Signed("object-behind", "A second object", "as-written", file: text => text + "{}");
        yield return Signed("zero-behind", "A zero byte behind the object", "as-written", file: text => text + "\0");
        yield return Signed("single-quotes", "Names in single quotes", "as-written", file: text => text.Replace("\"signed\"", "'signed'", StringComparison.Ordinal));
        yield return Signed("invalid-utf8", "Bytes that are no UTF-8", "as-written", text => Last(text, "\"x-test\":\"a\""), text => text.Replace("\"a\"", "\"\uE0C3\uE028\"", StringComparison.Ordinal));
        yield return Signed("lone-surrogate", "Half of a surrogate pair", "as-written", text => Last(text, "\"x-test\":\"\uFFFD\""), text => text.Replace("\uFFFD", "\\ud800", StringComparison.Ordinal));
        yield return Signed("fraction", "A fraction", "as-written", text => Last(text, "\"x-test\":1.5"));
        yield return Signed("fraction-of-nothing", "1.0", "as-written", text => Last(text, "\"x-test\":1"), text => text.Replace("\"x-test\":1", "\"x-test\":1.0", StringComparison.Ordinal));
        yield return Signed("exponent", "1e2", "as-written", text => Last(text, "\"x-test\":100"), text => text.Replace("\"x-test\":100", "\"x-test\":1e2", StringComparison.Ordinal));
        yield return Signed("minus-zero", "-0", "as-written", text => Last(text, "\"x-test\":0"), text => text.Replace("\"x-test\":0", "\"x-test\":-0", StringComparison.Ordinal));
        yield return Signed("leading-zero", "01", "as-written", text => Last(text, "\"x-test\":1"), text => text.Replace("\"x-test\":1", "\"x-test\":01", StringComparison.Ordinal));
        yield return Signed("leading-plus", "+1", "as-written", text => Last(text, "\"x-test\":1"), text => text.Replace("\"x-test\":1", "\"x-test\":+1", StringComparison.Ordinal));
        yield return Signed("number-beyond-63-bits", "2^63", "as-written", text => Last(text, "\"x-test\":9223372036854775808"));
        yield return Signed("number-below-63-bits", "-2^63-1", "as-written", text => Last(text, "\"x-test\":-9223372036854775809"));
        yield return Signed("not-a-number", "NaN", "as-written", text => Last(text, "\"x-test\":NaN"));
        yield return Signed("nesting-of-twenty", "Nesting of twenty", "as-written", text => Last(text, $"\"x-test\":{Nested(18)}"));
        yield return Signed("signed-as-text", "signed as text", "as-written", written: text => System.Text.Json.JsonSerializer.Serialize(text));
        yield return Signed("a-list", "A list in place of the object", "as-written", file: text => $"[{text}]");
    }

    private static IEnumerable<ConformanceCase> OfDocuments()
    {
        yield return Listed("as-written", "A policy as its operators write it", null, text => text);
        yield return Listed("white-space", "A policy with white space", null, text => text.Replace(",", " ,\n", StringComparison.Ordinal) + "\n");
        yield return Listed("escapes", "A policy with escapes", null, text => text.Replace("roadside", "\\u0072oadside", StringComparison.Ordinal));
        yield return Listed("member-twice", "format twice", "as-written", text => text[..^1] + ",\"format\":\"policy/1\"}");
        yield return Listed("member-twice-inside", "fresh twice in one tier", "as-written", text => text.Replace("\"fresh\":", "\"fresh\":1,\"fresh\":", StringComparison.Ordinal));
        yield return Listed("unknown-member", "A member that is not named", "as-written", text => text[..^1] + ",\"x-test\":1}");
        yield return Listed("unknown-member-inside", "A member that is not named, in a tier", "as-written", text => text.Replace("\"fresh\":", "\"x-test\":1,\"fresh\":", StringComparison.Ordinal));
        yield return Listed("null", "null for an optional member", "as-written", text => text[..^1] + ",\"log\":null}");
        yield return Listed("byte-order-mark", "A byte order mark", "as-written", text => "\uE0EF\uE0BB\uE0BF" + text);
        yield return Listed("comment", "A comment", "as-written", text => text + "/* */");
        yield return Listed("trailing-comma", "A comma too many", "as-written", text => text[..^1] + ",}");
        yield return Listed("object-behind", "A second object", "as-written", text => text + text);
        yield return Listed("invalid-utf8", "Bytes that are no UTF-8", "as-written", text => text.Replace("Yangtze", "Yang\uE0FFtze", StringComparison.Ordinal));
        yield return Listed("overlong-utf8", "A letter in two bytes that has one", "as-written", text => text.Replace("Yangtze", "\uE0C1\uE099angtze", StringComparison.Ordinal));
        yield return Listed("lone-surrogate", "Half of a surrogate pair", "as-written", text => text.Replace("Yangtze", "\\udc00", StringComparison.Ordinal));
        yield return Listed("fraction", "3600.0", "as-written", text => text.Replace("\"fresh\":3600", "\"fresh\":3600.0", StringComparison.Ordinal));
        yield return Listed("exponent", "36e2", "as-written", text => text.Replace("\"fresh\":3600", "\"fresh\":36e2", StringComparison.Ordinal));
        yield return Listed("number-as-text", "A number as text", "as-written", text => text.Replace("\"fresh\":3600", "\"fresh\":\"3600\"", StringComparison.Ordinal));
        yield return Listed("empty", "No bytes", "as-written", _ => string.Empty);
        yield return Listed("member-missing", "Without the member algorithms", "as-written", text => text.Replace("\"algorithms\":", "\"algorithmz\":", StringComparison.Ordinal));
        yield return Listed("purpose-missing", "A map without one of the purposes", "as-written", text => text.Replace("\"roadside\":", "\"roadsidf\":", StringComparison.Ordinal));
        yield return Listed("instant-with-an-offset", "An instant with an offset in place of Z", "as-written", text => text.Replace("2020-01-01T00:00:00Z", "2020-01-01T00:00:00+00:00", StringComparison.Ordinal));
        yield return Listed("instant-with-a-fraction", "An instant with a fraction", "as-written", text => text.Replace("2020-01-01T00:00:00Z", "2020-01-01T00:00:00.0Z", StringComparison.Ordinal));
    }

    private static ConformanceCase Signed(string name, string title, string? twin, Func<string, string>? covered = null, Func<string, string>? written = null, Func<string, string>? file = null) =>
        Of(Timestamp + name, title, twin is null ? null : Timestamp + twin, "SPEC 4.2", scene => SignedText.Timestamp(scene, covered, written, file), Unreadable);

    private static ConformanceCase Listed(string name, string title, string? twin, Func<string, string> change) =>
        Of(Documents + name, title, twin is null ? null : Documents + twin, "SPEC 5.2", scene => SignedText.Document(scene, PolicyDocument.Path, change), Unusable);

    private static ConformanceCase Of(string id, string title, string? twin, string section, Func<Scene, SimulatedRepository> publish, string[] refusal) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 2.1", section],
        Severity = twin is null ? Severity.High : Severity.Medium,
        // What a document says concerns verifiers of the federation alone.
        Features = section == "SPEC 5.2" ? [Feature.TrustList, Feature.Licences] : [Feature.TrustList],
        Twin = twin,
        Play = run =>
        {
            var scene = new Scene();
            return SignedText.SyncAsync(run, scene, publish(scene), twin is null ? [] : refusal);
        },
    };

    private static string Last(string text, string member) => $"{text[..^1]},{member}}}";

    private static string Number(string text) => text[(text.LastIndexOf(':') + 1)..^1];

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
