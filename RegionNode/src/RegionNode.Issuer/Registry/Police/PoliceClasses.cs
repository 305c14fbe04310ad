using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Registry.Police;

/// <summary>The classes of ZJCX: codes one after the other, as <c>A1D</c> or <c>C1</c>; commas and spaces between them are let pass.</summary>
internal static class PoliceClasses
{
    /// <summary>Splits the text into codes, each once.</summary>
    internal static LineReason? Split(string text, List<string> codes)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is ',' or ' ' or '、')
            {
                at++;
                continue;
            }
            // A, B and C never stand without their digit, the others never with one.
            var length = text[at] is 'A' or 'B' or 'C' ? 2 : 1;
            if (at + length > text.Length || !Known(text.AsSpan(at, length), out var code))
                return LineReason.UnknownClass;
            if (codes.Contains(code))
                return LineReason.ClassTwice;
            codes.Add(code);
            at += length;
        }
        return codes.Count == 0 ? LineReason.UnknownClass : null;
    }

    private static bool Known(ReadOnlySpan<char> text, out string code)
    {
        foreach (var known in VehicleClass.Codes)
        {
            if (text.SequenceEqual(known))
            {
                code = known;
                return true;
            }
        }
        code = string.Empty;
        return false;
    }
}
