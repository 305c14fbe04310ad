namespace RegionNode.Issuer.Inception;

/// <summary>Where the province's operators put what they signed: first in <c>inception/</c>, later versions in <c>inbox/</c>.</summary>
internal static class RegionFolders
{
    internal const string Inception = "inception";
    internal const string Inbox = "inbox";

    /// <summary>Where copies of the public <c>notices.json</c> and <c>policy.json</c> are put, for the node to know of emergency notices.</summary>
    internal const string Emergency = "emergency";

    /// <summary>Below the inbox: what was taken.</summary>
    internal const string Done = "done";

    /// <summary>Below the inbox: what was refused, each with a .why beside it.</summary>
    internal const string Refused = "refused";
}
