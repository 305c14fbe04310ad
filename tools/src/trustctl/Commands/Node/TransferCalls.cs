namespace Trustctl.Commands.Node;

/// <summary>`trustctl node transfer …`: drivers who move to another region, and from one.</summary>
internal static class TransferCalls
{
    public static readonly NodeCall[] All =
    [
        new("transfer", "out", HttpMethod.Post, "/transfers", "A driver leaves for another region; gives the id for the new office")
        {
            IsIdempotent = true,
            Members = [NodeMember.Required("fileNumber", "The driver's file"), NodeMember.Required("to", "The region that the driver moves to, six digits")],
        },
        new("transfer", "accept", HttpMethod.Post, "/transfers/{id}/accept", "A driver comes from another region with the id of its office")
        {
            IsIdempotent = true,
            Members =
            [
                NodeMember.Required("from", "The old region, six digits"), NodeMember.Required("issuingAuthority", "The new authority"),
                NodeMember.Required("issuingOffice", "The new office's name"), NodeMember.Required("issuingOfficeCode", "Its GB/T 2260 code, six digits"),
            ],
        },
        new("transfer", "cancel", HttpMethod.Delete, "/transfers/{id}", "Call a move off before this side has signed anything"),
        new("transfer", "show", HttpMethod.Get, "/transfers/{id}", "How a move stands"),
        new("transfer", "list", HttpMethod.Get, "/transfers", "The moves of this region") { IsPaged = true },
    ];
}
