namespace RegionNode.Issuer.Submission;

/// <summary>What the hub said of one submission. No value means that nothing is known: the answer was lost or never came.</summary>
internal abstract record HubDecision
{
    private HubDecision() { }

    /// <summary>The hub holds the bytes durably.</summary>
    internal sealed record Admitted(long LogIndex) : HubDecision;

    /// <summary>The hub judged the bytes and refused them; sending the same again changes nothing by itself.</summary>
    internal sealed record Refused(string Code, string Detail) : HubDecision;
}
