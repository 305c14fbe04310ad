using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Projections;

/// <summary>
/// A VICAL as it travels (ISO/IEC 18013-5 Annex C.1.7.1): a COSE_Sign1 with the provider's chain. Nothing is proved until
/// <see cref="Verify"/> answers null; readers elsewhere skip the two last of its checks, and so can be held back.
/// </summary>
public sealed class SignedVical
{
    private readonly CoseSign1 message;

    private SignedVical(CoseSign1 message, Vical content) => (this.message, Content) = (message, content);

    /// <summary>What it says.</summary>
    public Vical Content { get; }

    /// <summary>The provider's certificates, the signer's first, DER.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Chain => message.Headers.X5Chain;

    /// <summary>Reads a VICAL without copying: the bytes must not change afterwards.</summary>
    public static Decoded<SignedVical> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.VicalBytes)
            return Decoded<SignedVical>.Fail(DecodeFault.TooLarge, $"VICAL: more than {Limits.VicalBytes} bytes");
        var message = CoseSign1.Parse(bytes);
        if (!message.Ok)
            return message.As<SignedVical>();
        if (message.Value.Payload is not { } payload)
            return Decoded<SignedVical>.Fail(DecodeFault.MissingField, "VICAL: the content is detached");
        return Vical.Read(payload).Then(content => Decoded<SignedVical>.Of(new SignedVical(message.Value, content)));
    }

    /// <summary>Signs a VICAL.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="signer">The provider's key. Readers elsewhere know ES256.</param>
    /// <param name="chain">The certificate of that key first, then those up to the root, which may be left out.</param>
    public static byte[] Sign(Vical content, ISigner signer, ImmutableArray<ReadOnlyMemory<byte>> chain) =>
        CoseSign1.Sign(signer, CoseHeaders.None with { X5Chain = chain }, content.Encode());

    /// <summary>Why this VICAL is not to be relied on at an instant, or null where it is.</summary>
    /// <param name="roots">The provider's root certificates, DER, known by other means.</param>
    /// <param name="at">The instant.</param>
    public VicalRefusal? Verify(IReadOnlyCollection<ReadOnlyMemory<byte>> roots, DateTimeOffset at)
    {
        if (VicalChain.Check(Chain, roots, at, out var key) is { } refusal)
            return refusal;
        if (key is null)
            return new(VicalFault.AlgorithmNotSupported, "the signer's key");
        if (!message.Verify(key))
            return new(VicalFault.BadSignature, "COSE_Sign1");
        if (Content.Date > at)
            return new(VicalFault.FromTheFuture, Instants.Format(Content.Date));
        return Content.NextUpdate <= at ? new(VicalFault.Expired, $"next update {Instants.Format(Content.NextUpdate.Value)}") : null;
    }

    /// <summary>Why this VICAL may not take the place of one accepted before, or null where it may. The same one may.</summary>
    public VicalRefusal? CheckSuccessor(Vical before)
    {
        if (Content.Provider != before.Provider)
            return new(VicalFault.OtherProvider, Content.Provider);
        if (before.IssueId is { } held && !(Content.IssueId >= held))
            return new(VicalFault.RolledBack, $"issue {Content.IssueId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "without number"} after {held}");
        return Content.Date < before.Date ? new(VicalFault.RolledBack, $"{Instants.Format(Content.Date)} after {Instants.Format(before.Date)}") : null;
    }
}
