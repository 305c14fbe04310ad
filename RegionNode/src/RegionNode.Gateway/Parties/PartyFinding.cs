namespace RegionNode.Gateway.Parties;

/// <summary>Who asks, or why that counts for nothing. Exactly one of both.</summary>
internal readonly record struct PartyFinding
{
    private PartyFinding(AskingParty? party, PartyRefusal? refusal) => (Party, Refusal) = (party, refusal);

    /// <summary>Who asks.</summary>
    public AskingParty? Party { get; }

    /// <summary>Why nobody does.</summary>
    public PartyRefusal? Refusal { get; }

    /// <summary>This party.</summary>
    public static PartyFinding Of(AskingParty party) => new(party, null);

    /// <summary>Nobody.</summary>
    public static PartyFinding No(PartyRefusal refusal) => new(null, refusal);
}
