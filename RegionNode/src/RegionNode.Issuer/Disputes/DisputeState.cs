namespace RegionNode.Issuer.Disputes;

/// <summary>Where a dispute stands on this side. A closed list; the names stand in the database.</summary>
internal enum DisputeState
{
    /// <summary>Signed here; the home region does not have it yet.</summary>
    Waiting,

    /// <summary>The home region has it and has not answered.</summary>
    Received,

    /// <summary>The signed answer is here.</summary>
    Answered,

    /// <summary>The home region will not take it, whenever it is asked.</summary>
    Refused,

    /// <summary>The home region could not be reached for a month, or did not answer.</summary>
    GivenUp,
}
