using TrustList.Format.Registry;

namespace RegionNode.Issuer.Live;

/// <summary>The purpose of a question, written as in the trust list: its name in lower case.</summary>
internal static class PurposeWord
{
    /// <summary>The purpose of that word; null where there is none.</summary>
    internal static Purpose? Parse(string text) =>
        Enum.GetValues<Purpose>().Cast<Purpose?>().FirstOrDefault(purpose => purpose.ToString()!.ToLowerInvariant() == text);
}
