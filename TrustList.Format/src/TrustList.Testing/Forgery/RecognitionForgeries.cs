using System.Collections.Immutable;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>Licences shown where they are not recognised (6xx).</summary>
internal static class RecognitionForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("before the agreement", Reason.NotRecognised, scene => scene.Policy = scene.Policy with
        {
            Agreements = [.. scene.Policy.Agreements.Select(agreement => agreement with { EffectiveFrom = Scene.Shown.AddDays(1) })],
        }),
        new("in a region that nobody admitted", Reason.AcceptorUnknown, scene => scene.Question = request => request with { Acceptor = "650000" }),
    ];
}
