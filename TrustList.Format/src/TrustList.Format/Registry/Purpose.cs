namespace TrustList.Format.Registry;

/// <summary>What a licence is shown for. Policy differs by purpose (SPEC.md §5.2). In JSON: the name in lower case.</summary>
public enum Purpose
{
    /// <summary>A police check on the road.</summary>
    Roadside,

    /// <summary>Renting a vehicle.</summary>
    Rental,

    /// <summary>Insurance: contract or loss assessment.</summary>
    Insurance,

    /// <summary>A service at a traffic-management counter.</summary>
    Counter,

    /// <summary>Employment as a driver.</summary>
    Employment,
}
