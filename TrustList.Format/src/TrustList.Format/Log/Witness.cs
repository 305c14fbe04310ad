using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>A region that cosigns checkpoints, as policy names it (SPEC.md §12.5).</summary>
/// <param name="Region">The region, six digits.</param>
/// <param name="Name">Its name on signature lines: <see cref="NameOf"/>.</param>
/// <param name="Key">Its Ed25519 key.</param>
public sealed record Witness(string Region, string Name, PublicKey Key)
{
    /// <summary>The key under its name, as it stands on signature lines.</summary>
    public NoteKey NoteKey { get; } = new(Name, NoteKeyKind.Cosignature, Key);

    /// <summary>The name of a region's witness of a log.</summary>
    public static string NameOf(string origin, string region) => $"{origin}/witness/{region}";

    /// <summary>A region's witness of a log.</summary>
    public static Witness Of(string origin, string region, PublicKey key) => new(region, NameOf(origin, region), key);
}
