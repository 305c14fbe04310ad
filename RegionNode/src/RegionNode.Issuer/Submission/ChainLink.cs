namespace RegionNode.Issuer.Submission;

/// <summary>A submission's place in a chain that the hub takes only one after the other.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Sha256">Of the signed bytes, lower-case hex: what the hub's receipt repeats.</param>
internal sealed record ChainLink(long Number, string Sha256);

/// <summary>The lanes that are chains.</summary>
internal static class ChainLanes
{
    /// <summary>Status heads, by version.</summary>
    internal const string Head = "head";

    /// <summary>Issuance batches, by number.</summary>
    internal const string Issuance = "issuance";

    internal static readonly IReadOnlyList<string> All = [Head, Issuance];
}
