using Microsoft.Net.Http.Headers;
using TrustList.Format.Status;

namespace TrustHub.Serving;

/// <summary>Chooses between the two forms of a status list by the Accept header (RFC 9110 §12.5.1).</summary>
public static class StatusForm
{
    private static readonly (string Form, string MediaType)[] Forms =
        [("cwt", StatusListToken.CwtMediaType), ("jwt", StatusListToken.JwtMediaType)];

    /// <summary>The form that the caller likes best, CWT on a tie or without a header; null when it accepts neither.</summary>
    public static (string Form, string MediaType)? Choose(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0)
            return Forms[0];
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
            return null;
        (string, string)? best = null;
        var quality = 0.0;
        foreach (var form in Forms)
        {
            if (QualityOf(form.MediaType, ranges) is var q && q > quality)
                (best, quality) = (form, q);
        }
        return best;
    }

    /// <summary>The most specific range that covers the type decides.</summary>
    private static double QualityOf(string mediaType, IList<MediaTypeHeaderValue> ranges)
    {
        var type = new MediaTypeHeaderValue(mediaType);
        return ranges.Where(range => range.MatchesAllTypes || range.MediaType == mediaType || (range.MatchesAllSubTypes && range.Type == type.Type))
            .OrderByDescending(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2)
            .Select(range => range.Quality ?? 1.0)
            .FirstOrDefault();
    }
}
