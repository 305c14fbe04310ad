using System.Collections.Immutable;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>Presentations that say too much (8xx) and verifiers that check too little (9xx): the verdict says so.</summary>
internal static class ScopeForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("more than the purpose needs", Reason.ElementsWithheld, scene => scene.Policy = scene.Policy with { Disclosure = SamplePolicies.Policy.Disclosure }),
        new("a purpose without a disclosure profile", Reason.NoDisclosureProfile, scene => scene.Policy = scene.Policy with
        {
            Disclosure = scene.Policy.Disclosure.SetItem(Purpose.Roadside, []),
        }),
        new("an anchor given by hand: trust list", Reason.TrustListNotChecked, scene => scene.Anchors = [scene.Home.Iaca]),
        new("an anchor given by hand: status", Reason.StatusNotChecked, scene => scene.Anchors = [scene.Home.Iaca]),
        new("no acceptor and purpose", Reason.RecognitionNotChecked, scene => scene.Question = request => request with { Acceptor = null, Purpose = null }),
        new("the signer itself as anchor", Reason.SignerPinned, scene => scene.Anchors = [scene.Home.SignerCertificate]),
    ];
}
