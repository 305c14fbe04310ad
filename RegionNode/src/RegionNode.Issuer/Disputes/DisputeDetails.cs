using System.Security.Cryptography;

namespace RegionNode.Issuer.Disputes;

/// <summary>
/// What a reporter wrote and attached. Kept sealed by the region that took it and never sent: the signed record holds a hash, which
/// the blind keeps from being guessed.
/// </summary>
/// <param name="Text">In the reporter's words; may be empty.</param>
/// <param name="Evidence">Any file: a picture of a screen, a presentation; may be empty.</param>
/// <param name="Blind">32 random bytes.</param>
internal sealed record DisputeDetails(string Text, byte[] Evidence, byte[] Blind)
{
    private const int BlindBytes = 32;

    /// <summary>Null where there is nothing to keep.</summary>
    internal static DisputeDetails? Of(string? text, byte[]? evidence) => string.IsNullOrEmpty(text) && evidence is not { Length: > 0 }
        ? null
        : new DisputeDetails(text ?? "", evidence ?? [], RandomNumberGenerator.GetBytes(BlindBytes));

    /// <summary>SHA-256 of blind, hash of the text, hash of the evidence (SPEC.md §15.5).</summary>
    internal byte[] Hash() => SHA256.HashData([.. Blind, .. SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Text)), .. SHA256.HashData(Evidence)]);
}
