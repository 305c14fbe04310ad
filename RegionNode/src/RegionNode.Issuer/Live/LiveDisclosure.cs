using TrustList.Format.Registry;

namespace RegionNode.Issuer.Live;

/// <summary>The one rule of what a live answer tells for a purpose. Points and letters are personal; the value is in the public list anyway.</summary>
internal static class LiveDisclosure
{
    /// <summary>Whether letters and points are told: to the police on the road and at the counter; nobody else needs them.</summary>
    internal static bool TellsLettersAndPoints(Purpose purpose) => purpose is Purpose.Roadside or Purpose.Counter;

    /// <summary>Stands for letters that are not told.</summary>
    internal const string NotTold = "";

    /// <summary>The purpose of a question, written as in the trust list: its name in lower case.</summary>
    internal static Purpose? Parse(string text) =>
        Enum.GetValues<Purpose>().Cast<Purpose?>().FirstOrDefault(purpose => purpose.ToString()!.ToLowerInvariant() == text);
}
