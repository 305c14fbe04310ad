namespace Trustctl.Commands.Node;

/// <summary>`trustctl node licence …`: licences, as the counter sees them.</summary>
internal static class LicenceCalls
{
    public static readonly NodeCall[] All =
    [
        new("licence", "apply", HttpMethod.Post, "/licences", "Apply on a driver's record at the counter; gives the offer for the holder")
        {
            IsIdempotent = true, Members = [NodeMember.Required("fileNumber", "The driver's file")],
        },
        new("licence", "show", HttpMethod.Get, "/licences/{id}", "A licence: its entry, letters, value"),
        new("licence", "status", HttpMethod.Post, "/licences/{id}/status", "Change the driver's letters")
        {
            IsIdempotent = true, TakesIfMatch = true,
            Members =
            [
                NodeMember.Required("letters", "The letters from now on, such as A or BD"),
                NodeMember.Required("reason", "For the history, without personal data"),
                new("urgent", "true: to verifiers at once; false: within a minute; else as the change is", NodeKind.Flag),
            ],
        },
    ];
}
