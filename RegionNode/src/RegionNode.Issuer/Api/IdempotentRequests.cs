using System.Collections.Concurrent;
using System.Security.Cryptography;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Api;

/// <summary>
/// Requests that carry an Idempotency-Key. What is promised, for each caller by itself, 24 h long:
/// a success is recorded before it is given, and the same key with the same method, path, query and body gets the same answer and
/// does no work; with anything else it is refused (422); while the first is at work, 409.
/// What is not: a refusal or a failure is not recorded, so the key is free again; and a node that stops between the work and the
/// record of its answer does the work again when it is asked again, so there is no second effect only where the work knows its own
/// repetition, as applications, events by their id, imports and transfers do. One node writes the database; what is at work is in its memory.
/// </summary>
internal sealed class IdempotentRequests(IDurableStore store, TimeProvider clock)
{
    /// <summary>How long an answer is kept.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private const string ReplayedHeader = "Idempotency-Replayed";
    private readonly ConcurrentDictionary<(string Caller, string Key), string> atWork = new();

    /// <summary>Goes behind the caller's gate and around the endpoint.</summary>
    internal async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers[IdempotencyKey.Header];
        if (context.GetEndpoint()?.Metadata.GetMetadata<IdempotencyRule>() is null || given.Count == 0)
        {
            await next(context);
            return;
        }
        if (given is not [{ } key] || !IdempotencyKey.IsKey(key))
        {
            await ApiProblems.IdempotencyKeyRefused.Result().ExecuteAsync(context);
            return;
        }
        var wish = (context.CallerId().Who, key);
        var request = await FingerprintAsync(context);
        if (!atWork.TryAdd(wish, request))
        {
            var busy = atWork.TryGetValue(wish, out var other) && other != request ? ApiProblems.IdempotencyKeyReused : ApiProblems.RequestInProgress;
            context.Response.Headers.RetryAfter = "1";
            await busy.Result().ExecuteAsync(context);
            return;
        }
        try
        {
            await AnswerAsync(context, next, wish, request);
        }
        finally
        {
            atWork.TryRemove(wish, out _);
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next, (string Caller, string Key) wish, string request)
    {
        if (store.Read(db => IdempotencyTable.Find(db, wish.Caller, wish.Key, Oldest)) is not { } known)
        {
            var answer = await RecordedAnswer.TakeAsync(context, next);
            if (answer.IsSuccess)
            {
                store.Write("idempotent answer", db =>
                {
                    IdempotencyTable.Purge(db, Oldest);
                    IdempotencyTable.Put(db, wish.Caller, wish.Key, Keyed(db, request), answer, clock.GetUtcNow());
                    return true;
                });
            }
            await answer.GiveAsync(context);
        }
        else if (known.Request != store.Read(db => Keyed(db, request)))
        {
            await ApiProblems.IdempotencyKeyReused.Result().ExecuteAsync(context);
        }
        else
        {
            // Whom the answer is about only the answer says.
            store.Note(Access.Of(context), AuditAct.AnswerRepeated, AuditTrail.NoDriver, "answer given before", clock.GetUtcNow());
            context.Response.Headers[ReplayedHeader] = "true";
            await known.Answer.PutAsync(context);
        }
    }

    private DateTimeOffset Oldest => clock.GetUtcNow() - Life;

    // A path may name a person's file: what is stored of a request cannot be guessed.
    private static string Keyed(StoreSession db, string request) => db.Personal.IndexOf("idempotent_request", request);

    private static async Task<string> FingerprintAsync(HttpContext context)
    {
        var (request, body) = (context.Request, new MemoryStream());
        await request.Body.CopyToAsync(body, context.RequestAborted); // The endpoint's body limit holds here.
        body.Position = 0;
        request.Body = body;
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length)));
        return $"{request.Method} {request.Path.Value}{request.QueryString.Value} {request.ContentType} {hash}";
    }
}
