using System.Globalization;

namespace TrustList.Format.Status;

/// <summary>A label of a CBOR map of claims: a number or a text, which are never equal to one another.</summary>
internal readonly record struct ClaimLabel(long Number, string? Text)
{
    public static implicit operator ClaimLabel(long number) => new(number, null);

    public static implicit operator ClaimLabel(string text) => new(0, text);

    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);
}
