namespace RegionNode.Issuer.Applications;

/// <summary>Which status letters allow a new licence (facts: domain, status letters).</summary>
internal static class Eligibility
{
    // Normal, violation pending, accident pending; and the three deferrals, which are no faults.
    private const string Allowed = "AHINPT";

    /// <summary>The letters of a set that forbid a new licence; unknown ones do. J and L do by our choice.</summary>
    internal static string Forbidding(string letters) => string.Concat(letters.Where(letter => !Allowed.Contains(letter)));
}
