namespace RegionNode.Issuer.Submission;

/// <summary>What the hub said of one submission. No value means that nothing is known: the answer was lost or never came.</summary>
internal abstract record HubDecision
{
    private HubDecision() { }

    /// <summary>The hub holds the bytes durably.</summary>
    internal sealed record Admitted(long LogIndex) : HubDecision;

    /// <summary>The hub judged the bytes and refused them.</summary>
    /// <param name="Code">A name of the hub's closed list.</param>
    /// <param name="Detail">For people.</param>
    /// <param name="IsFinal">False where the hub's own state or the caller's standing there is against it: both may change without new bytes.</param>
    internal sealed record Refused(string Code, string Detail, bool IsFinal) : HubDecision;
}
