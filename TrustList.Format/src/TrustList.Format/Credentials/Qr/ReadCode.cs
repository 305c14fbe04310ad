using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;

namespace TrustList.Format.Credentials.Qr;

/// <summary>A code as it was scanned: structure read, nothing proved.</summary>
/// <param name="Licence">The compact licence.</param>
/// <param name="Holder">What the holder's device says; null in a static code.</param>
internal sealed record ReadCode(IssuerSigned Licence, HolderStatement? Holder)
{
    /// <summary>Reads the text of a code, or says why it is none.</summary>
    public static Decoded<ReadCode> Of(string text) => IsDynamic(text)
        ? QrText.Content(text, QrText.DynamicPrefix).Then(bytes => HolderStatement.Read(bytes)).Then(OfHolder)
        : QrText.Content(text, QrText.StaticPrefix).Then(bytes => CompactReader.Read(bytes)).Then(licence => Decoded<ReadCode>.Of(new(licence, null)));

    /// <summary>Whether the text begins as a dynamic code does.</summary>
    public static bool IsDynamic(string text) => text.StartsWith(QrText.DynamicPrefix, StringComparison.Ordinal);

    private static Decoded<ReadCode> OfHolder(HolderStatement holder) => CompactReader.Read(holder.Licence).Then(licence =>
        Decoded<ReadCode>.Of(new(holder.Staple.IsEmpty ? licence : licence with { Compact = licence.Compact! with { Staple = holder.Staple } }, holder)));
}
