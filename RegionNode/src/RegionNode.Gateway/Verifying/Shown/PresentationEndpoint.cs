using System.Text.Json;
using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;
using TrustList.Format.Encoding;

namespace RegionNode.Gateway.Verifying.Shown;

/// <summary><c>POST /v1/presentations</c>: what a holder's phone shows, kept for the one desk that is told the reference.</summary>
internal static class PresentationEndpoint
{
    /// <summary>What all holders together may hand in a second: they have no names here.</summary>
    private const int PerSecond = 50;

    /// <summary>No bound of a day: whoever used it up would shut out everybody else until midnight.</summary>
    private const int PerDay = int.MaxValue;

    /// <summary>What holders are called in the quotas; no party's name has this form.</summary>
    private const string Holders = "holders";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPresentations(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/presentations", Keep)
        .WithBodyLimit(BodyLimits.VerifyRequest)
        .WithName("KeepPresentation")
        .WithSummary("Keeps a presentation for a minute, for one desk")
        .WithDescription("For holders' phones. Send the DeviceResponse as application/cbor, or JSON with presentation or qr. The desk asks with the reference; it counts once.")
        .Accepts<PresentationBody>(AnswerJson.MediaType, QuestionReader.Cbor)
        .Produces<KeptPresentation>(StatusCodes.Status201Created)
        .Refuses(CommonProblems.Malformed, CommonProblems.TooSlow, CommonProblems.TooLarge, CommonProblems.UnsupportedMediaType, Refusal.OverQuota.Problem, CommonProblems.Unavailable);

    private static async Task Keep(HttpContext context, PresentationPlaces places, Handover handover, IQuota quota, TimeProvider clock)
    {
        using var place = places.Take(context.Connection.RemoteIpAddress);
        if (place is null)
        {
            await context.RefuseBusy($"{PresentationPlaces.OfOneAddress} presentations of one address, or {PresentationPlaces.Most} of all, are being handed in");
            return;
        }

        var cancel = context.RequestAborted;
        var (response, code, refusal) = await BodyPatience.Within(stop => Read(context.Request, stop), No(Refusal.TooSlow, BodyPatience.Detail), cancel);
        if (refusal is var (why, detail))
        {
            await context.Refuse(why, detail);
            return;
        }

        if (!places.MayHandIn(context.Connection.RemoteIpAddress))
        {
            await context.Refuse(new PartyRefusal(Refusal.OverQuota, $"one address hands in at most {PresentationPlaces.PerSecond} presentations a second", TimeSpan.FromSeconds(1)));
            return;
        }

        if (await quota.Take(Holders, PerSecond, PerDay, 1, cancel) is { Granted: false, RetryAfter: var pause })
        {
            await context.Refuse(new PartyRefusal(Refusal.OverQuota, "too many presentations are handed in", pause));
            return;
        }

        var reference = code is null ? await handover.KeepResponse(response, cancel) : await handover.KeepCode(code, cancel);
        if (reference is null) await context.RefuseBusy("no more presentations can be kept now");
        else await context.Created(new KeptPresentation(reference, (int)Handover.Life.TotalSeconds, clock.GetUtcNow() + Handover.Life), KeptJson.Default.KeptPresentation);
    }

    private static async Task<(byte[]? Response, string? Code, (Refusal, string)? Refusal)> Read(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            if (QuestionReader.IsOf(request, QuestionReader.Cbor)) return Checked(await QuestionReader.All(request, cancel), null);
            if (!QuestionReader.IsOf(request, AnswerJson.MediaType)) return No(Refusal.UnsupportedMediaType, $"send {AnswerJson.MediaType} or {QuestionReader.Cbor}");
            var body = await JsonSerializer.DeserializeAsync(request.Body, KeptJson.Default.PresentationBody, cancel);
            return body is { Presentation: { } text, Qr: null } ? Checked(QuestionForm.Bytes(text), null)
                : body is { Presentation: null, Qr: { } code } ? Checked(null, code)
                : Malformed("exactly one of presentation and qr is wanted");
        }
        catch (JsonException)
        {
            return Malformed("not the documented JSON");
        }
        catch (BadHttpRequestException e)
        {
            return (null, null, BodyFault.Of(e, BodyLimits.VerifyRequest));
        }
    }

    private static (byte[]? Response, string? Code, (Refusal, string)? Refusal) Checked(byte[]? response, string? code) =>
        response is null && code is null ? Malformed("presentation must be base64")
        : response?.Length > Limits.PresentationBytes ? No(Refusal.TooLarge, $"presentation: more than {Limits.PresentationBytes} bytes")
        : code?.Length > QuestionForm.CodeCharacters ? No(Refusal.TooLarge, $"qr: more than {QuestionForm.CodeCharacters} characters")
        : response is { Length: 0 } || code is { Length: 0 } ? Malformed("there is nothing to keep")
        : (response, code, null);

    private static (byte[]? Response, string? Code, (Refusal, string)? Refusal) Malformed(string detail) => No(Refusal.Malformed, detail);

    private static (byte[]? Response, string? Code, (Refusal, string)? Refusal) No(Refusal refusal, string detail) => (null, null, (refusal, detail));
}
