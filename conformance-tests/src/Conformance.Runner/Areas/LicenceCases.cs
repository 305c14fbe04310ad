using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Verification;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>
/// Licences and what the trust list makes of them: one case for each forgery of <see cref="Forger"/>. The forgery's name gives the
/// case's; so a forgery is never renamed.
/// </summary>
internal static class LicenceCases
{
    private const string Honest = "mdoc/honest/device-response";
    private const string HonestMac = "mdoc/honest/device-mac";
    private const string HonestSigner = "mdoc/honest/another-signer";
    private const string HonestCode = "qr/honest/dynamic";
    private const string HonestProof = "mdoc/honest/issuance-proof";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Twin(Honest, "A licence shown with a device signature", _ => { }, [Feature.Licences], CaseFlag.Authorities),
        Twin(HonestMac, "A licence shown with a MAC for the reader's key", scene => scene.WithMac = true, [Feature.Licences, Feature.DeviceMac], CaseFlag.Authorities),
        Twin(HonestSigner, "A licence by another signer of the region", Forger.ByAnotherSigner, [Feature.Licences], CaseFlag.Authorities),
        Twin(HonestCode, "A dynamic QR code that answers the challenge", scene => SceneCode.In(scene), [Feature.TrustList, Feature.Licences, Feature.Qr]),
        Twin(HonestProof, "A licence of a distrusted key, with its issuance proof", scene => SceneIssuance.In(scene), [Feature.TrustList, Feature.Licences]),
        .. Forger.Cases.Select(forged => (forged, scene: Changed(forged))).Where(pair => IsAskable(pair.scene)).Select(pair => OfForgery(pair.forged, pair.scene)),
    ];

    private static ConformanceCase Twin(string id, string title, Action<Scene> change, ImmutableArray<string> features, params ImmutableArray<string> flags) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 8.2"],
        Severity = Severity.Critical,
        Features = features,
        Flags = flags,
        Play = run =>
        {
            var scene = new Scene();
            change(scene);
            return ScenePlay.PlayAsync(run, scene, [], isForgedSigner: true);
        },
    };

    private static ConformanceCase OfForgery(ForgedCase forged, Scene scene)
    {
        var area = ReasonArea.Of(forged.Reason, scene.Code is not null);
        var refuses = forged.Besides.Append(forged.Reason).Any(Refuses);
        var byHand = area.ByHand && scene is { Code: null, NoState: false };
        // Where the authority of another region is given by hand, no trust list says the same.
        var isForgedSigner = refuses && scene.Anchors is { } anchors && !anchors.Any(anchor => anchor.AsSpan().SequenceEqual(scene.Acceptor.Iaca));
        ImmutableArray<string> features =
        [
            .. byHand ? [] : new[] { Feature.TrustList },
            .. scene.Anchors is null || isForgedSigner ? [] : new[] { Feature.Authorities },
            Feature.Licences,
            .. scene.WithMac ? [Feature.DeviceMac] : Array.Empty<string>(),
            .. scene.Code is null ? [] : new[] { Feature.Qr },
        ];
        return new()
        {
            Id = $"{area.Path}/{Slug(forged.Name)}",
            Title = forged.Name,
            Requirements = [.. area.Requirements, $"SPEC 8.3 {(int)forged.Reason}"],
            Severity = area.Severity,
            Features = features,
            Flags = byHand ? [CaseFlag.Authorities] : [],
            Twin = !refuses ? null : scene.Code is not null ? HonestCode : area.Path == "issuance/proof" ? HonestProof : scene.WithMac ? HonestMac : scene.Anchors is not null ? HonestSigner : Honest,
            Play = run => ScenePlay.PlayAsync(
                run, Changed(forged), refuses ? [forged.Reason.ToString(), .. forged.Besides.Select(besides => besides.ToString())] : [], isForgedSigner),
        };
    }

    // The scene's policy warns of Restricted at the roadside.
    private static bool Refuses(Reason reason) => ReasonText.Of(reason).Effect != ReasonEffect.Warns && reason != Reason.Restricted;

    private static bool IsAskable(Scene scene) => scene is { Source: null, Code: null or { After: null } } && ScenePlay.CanBeAsked(scene.Ask(ReadOnlyMemory<byte>.Empty));

    private static Scene Changed(ForgedCase forged)
    {
        var scene = new Scene();
        forged.Change(scene);
        return scene;
    }

    private static string Slug(string name) => string.Join('-', name.Replace("a code: ", string.Empty, StringComparison.Ordinal)
        .Split([' ', ',', '\'', ':', '.'], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
