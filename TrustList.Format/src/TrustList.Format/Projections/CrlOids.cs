namespace TrustList.Format.Projections;

/// <summary>The extensions of RFC 5280 §5.2 and §5.3 that a list here carries, beside the authority's key identifier.</summary>
internal static class CrlOids
{
    public const string Number = "2.5.29.20";
    public const string Reason = "2.5.29.21";
    public const string InvalidityDate = "2.5.29.24";
}
