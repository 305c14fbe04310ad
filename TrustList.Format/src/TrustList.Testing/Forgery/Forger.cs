using System.Collections.Immutable;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>One forgery: a change to an honest scene and the one reason it must be refused, left open or warned for.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Reason">The reason that must be found, and decide where it is no warning.</param>
/// <param name="Change">The change.</param>
public sealed record ForgedCase(string Name, Reason Reason, Action<Scene> Change)
{
    /// <summary>Reasons that the same change cannot but give as well.</summary>
    public ImmutableArray<Reason> Besides { get; init; } = [];

    /// <summary>The verdict on the forgery.</summary>
    /// <param name="algorithm">What the issuing region signs with.</param>
    public Verdict Decide(SignatureAlgorithm algorithm = SignatureAlgorithm.ES256)
    {
        var scene = new Scene(algorithm);
        Change(scene);
        return scene.Decide();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Reason}: {Name}";
}

/// <summary>Every forgery there is, at least one for each reason of the closed list.</summary>
public static class Forger
{
    /// <summary>No forgery: the scene's licence by another signer, under the region's authority given by hand.</summary>
    public static void ByAnotherSigner(Scene scene) => CertificateForgeries.ByAnchor(scene, new SignerForge(), TestKeys.Create(SignatureAlgorithm.ES256));

    /// <summary>The forgeries by area, in the order of the reasons' numbers.</summary>
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        .. EncodingForgeries.Cases,
        .. SecurityObjectForgeries.Cases,
        .. CertificateForgeries.Cases,
        .. DeviceForgeries.Cases,
        .. TrustForgeries.Cases,
        .. IssuanceForgeries.Cases,
        .. NoticeForgeries.Cases,
        .. RecognitionForgeries.Cases,
        .. StatusForgeries.Cases,
        .. ScopeForgeries.Cases,
        .. CodeForgeries.Cases,
    ];
}
