using TrustList.Format.Credentials.Reading;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Credentials.Qr;

/// <summary>The holder's side of QR codes: a licence's compact form with its device key. SPEC.md §6.10, §6.11.</summary>
public sealed class CodeWallet
{
    private readonly ISigner deviceKey;
    private readonly ReadOnlyMemory<byte> compact;
    private readonly IssuerSigned licence;

    /// <summary>Opens a wallet for one compact licence.</summary>
    /// <param name="deviceKey">The key that it names.</param>
    /// <param name="compact">As the issuer gave it out; must not change afterwards.</param>
    /// <exception cref="ArgumentException">The bytes are no compact licence, or it names another key.</exception>
    public CodeWallet(ISigner deviceKey, ReadOnlyMemory<byte> compact)
    {
        ArgumentNullException.ThrowIfNull(deviceKey);
        var read = CompactReader.Read(compact);
        if (!read.Ok)
            throw new ArgumentException($"Not a compact licence: {read.Detail}.", nameof(compact));
        if (CoseKey.Read(read.Value.Mso.DeviceKey) is not { Ok: true, Value: var named } || !named.Equals(deviceKey.PublicKey))
            throw new ArgumentException("The licence names another device key.", nameof(deviceKey));
        (this.deviceKey, this.compact, licence) = (deviceKey, compact, read.Value);
    }

    /// <summary>When its issuer signed it.</summary>
    public DateTimeOffset SignedAt => licence.Mso.Signed;

    /// <summary>Its end.</summary>
    public DateTimeOffset ValidUntil => licence.Mso.ValidUntil;

    /// <summary>The static code: proves issue, not possession; whoever photographs it can show it.</summary>
    public string ShowStatic() => QrText.Of(QrText.StaticPrefix, compact.Span);

    /// <summary>A dynamic code: counts once, for 60 seconds, for one purpose.</summary>
    /// <param name="purpose">What it is shown for.</param>
    /// <param name="now">The phone's clock.</param>
    /// <param name="challenge">What the verifier shows, where it shows something; else empty.</param>
    /// <param name="staple">A live assertion of the licence, where the wallet has a fresh one; else empty.</param>
    /// <exception cref="ArgumentException">A challenge of another length, or an assertion that is not about this licence.</exception>
    public string ShowDynamic(Purpose purpose, DateTimeOffset now, ReadOnlyMemory<byte> challenge = default, ReadOnlyMemory<byte> staple = default)
    {
        if (!challenge.IsEmpty && !QrText.IsChallenge(challenge.Span))
            throw new ArgumentException($"A challenge has {QrText.ShortestChallenge} to {QrText.LongestChallenge} bytes.", nameof(challenge));
        if (!staple.IsEmpty && !IsOurs(staple))
            throw new ArgumentException("Not a live assertion about this licence.", nameof(staple));
        return QrText.Of(QrText.DynamicPrefix, HolderStatement.Sign(deviceKey, compact.Span, now, Words<Purpose>.Of(purpose), challenge.Span, staple.Span));
    }

    private bool IsOurs(ReadOnlyMemory<byte> assertion) =>
        LiveAssertion.Unverified(assertion) is { } claims && licence.Mso.Status is { } own
        && claims.StatusUri == own.Uri && claims.Index == own.Index && claims.Nonce.Span.StartsWith(licence.Compact!.MsoStart.Span);
}
