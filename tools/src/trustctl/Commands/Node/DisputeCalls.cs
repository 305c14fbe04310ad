namespace Trustctl.Commands.Node;

/// <summary>`trustctl node dispute …`: a status that somebody contests.</summary>
internal static class DisputeCalls
{
    public static readonly NodeCall[] All =
    [
        new("dispute", "open", HttpMethod.Post, "/disputes", "Contest a status of this or another region")
        {
            IsIdempotent = true,
            Members =
            [
                NodeMember.Required("home", "The region whose status it is, six digits"), NodeMember.Required("statusUri", "The status list that the licence names"),
                NodeMember.Required("index", "Its index there", NodeKind.Number), NodeMember.Required("seen", "The status that was seen, such as Suspended"),
                NodeMember.Required("seenAsOf", "As of when, an instant"), NodeMember.Required("fault", "What is claimed to be wrong"),
                new("text", "In the reporter's words; stays in this region"), new("evidence", "A file of at most 32 KiB; stays in this region", NodeKind.FileBase64),
            ],
        },
        new("dispute", "list", HttpMethod.Get, "/disputes", "What this region reported or has to answer, the oldest first") { IsPaged = true, Members = [NodeMember.Query("state", "Of this state alone")] },
        new("dispute", "show", HttpMethod.Get, "/disputes/{id}", "A dispute with what its reporter wrote"),
        new("dispute", "answer", HttpMethod.Post, "/disputes/{id}/answer", "Answer for the home region")
        {
            IsIdempotent = true,
            Members =
            [
                NodeMember.Required("finding", "What was found"), new("letters", "With UpheldCorrected: the driver's letters from now on"),
                new("remark", "For this office's own file; never sent"),
            ],
        },
    ];
}
