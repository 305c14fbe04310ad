namespace TrustList.Format.Disputes;

/// <summary>Who brought a dispute to the reporting region (SPEC.md §15.5). A closed list; the numbers are what is signed.</summary>
public enum DisputeReporter
{
    /// <summary>Somebody to whom the licence was shown.</summary>
    Verifier = 1,

    /// <summary>The licence's holder, who proved the device key.</summary>
    Holder = 2,

    /// <summary>The region's own office.</summary>
    Office = 3,
}
