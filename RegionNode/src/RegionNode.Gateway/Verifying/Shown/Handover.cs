using System.Text;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying.Shown;

/// <summary>
/// What a holder's phone and a desk leave with each other in the cluster for a minute: presentations, and the challenges that desks
/// show. Each can be taken once. SPEC.md §8.9.
/// </summary>
internal sealed class Handover(ReferenceStores stores)
{
    /// <summary>How long each is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    // The phone says its reference to one desk; whichever party that is.
    private const string Anybody = "";

    /// <summary>Keeps a challenge for the party that asked for it; null: there is no room.</summary>
    public ValueTask<string?> KeepChallenge(string party, CancellationToken cancel) => stores.Challenges.Put(party, ReadOnlyMemory<byte>.Empty, Life, cancel);

    /// <summary>Keeps a presentation; null: there is no room.</summary>
    public ValueTask<string?> KeepResponse(ReadOnlySpan<byte> response, CancellationToken cancel) => Keep(HeldKind.DeviceResponse, response, cancel);

    /// <summary>Keeps a code; null: there is no room.</summary>
    public ValueTask<string?> KeepCode(string code, CancellationToken cancel) => Keep(HeldKind.Code, Encoding.UTF8.GetBytes(code), cancel);

    /// <summary>The question with what its reference stands for, its challenge taken; or why it cannot be asked.</summary>
    public async ValueTask<ReadQuestion> Redeem(string party, VerifyQuestion question, CancellationToken cancel)
    {
        // Another party's try takes nothing: what was kept for one is nowhere to be found for another.
        if (question.GivenChallenge is { } challenge && await stores.Challenges.TakeOnce(party, challenge, cancel) is null)
            return ReadQuestion.No(Refusal.ChallengeUnknown, "not made here for this party, used before, or older than a minute");
        if (question.Reference is not { } reference) return ReadQuestion.Yes(question);
        return await Take(reference, cancel) switch
        {
            (HeldKind.DeviceResponse, var response) => ReadQuestion.Yes(question with { Presentation = response }),
            (HeldKind.Code, var code) => ReadQuestion.Yes(question with { QrText = Encoding.UTF8.GetString(code.Span) }),
            _ => ReadQuestion.No(Refusal.ReferenceUnknown, "not kept here, used before, or older than a minute"),
        };
    }

    private ValueTask<string?> Keep(HeldKind kind, ReadOnlySpan<byte> content, CancellationToken cancel)
    {
        byte[] held = [(byte)kind, .. content];
        return stores.Presentations.Put(Anybody, held, Life, cancel);
    }

    private async ValueTask<(HeldKind Kind, ReadOnlyMemory<byte> Content)> Take(string reference, CancellationToken cancel) =>
        await stores.Presentations.TakeOnce(Anybody, reference, cancel) is { Length: > 0 } held ? ((HeldKind)held[0], held.AsMemory(1)) : default;
}
