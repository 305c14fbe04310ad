using System.Collections.Immutable;
using System.Globalization;
using TrustList.Format.Encoding;

namespace TrustList.Format.Credentials.Qr;

/// <summary>What stands in a code, for people who look into one. Nothing of it was checked, and no name, number or date of birth is told.</summary>
/// <param name="Lines">One fact a line.</param>
public sealed record CodeSummary(ImmutableArray<string> Lines)
{
    /// <summary>Reads the text of a code, or says why it is none.</summary>
    public static Decoded<CodeSummary> Of(string text) => ReadCode.Of(text).Then(code => Decoded<CodeSummary>.Of(new([.. Facts(code)])));

    private static IEnumerable<string> Facts(ReadCode code)
    {
        var (origin, mso) = (code.Licence.Compact!, code.Licence.Mso);
        yield return $"region {origin.Region}, signer {LowerHex.Of(origin.KeyId.Span)}, algorithm {code.Licence.IssuerAuth.Algorithm}";
        yield return $"signed {Instants.Format(mso.Signed)}, ends {Instants.Format(mso.ValidUntil)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"status {mso.Status!.Uri} {mso.Status.Index}");
        if (code.Holder is not { } holder)
            yield break;
        yield return $"made {Instants.Format(holder.MadeAt)} for {holder.Purpose}";
        yield return holder.Challenge.IsEmpty ? "answers no challenge" : $"answers challenge {LowerHex.Of(holder.Challenge.Span)}";
        yield return holder.Staple.IsEmpty ? "no live assertion" : $"a live assertion of {holder.Staple.Length} bytes";
    }
}
