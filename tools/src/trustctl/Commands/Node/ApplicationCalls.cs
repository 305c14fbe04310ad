namespace Trustctl.Commands.Node;

/// <summary>`trustctl node application …`: applications, photos, identity, notices.</summary>
internal static class ApplicationCalls
{
    private static readonly NodeMember Photo = new("photo", "Stored, Phone, Album or IdCard; unsaid, the stored one");
    private static readonly NodeMember PhotoTakenAt = new("photoTakenAt", "The day an album photo was taken, as 2020-10-12");

    public static readonly NodeCall[] All =
    [
        new("application", "open", HttpMethod.Post, "/applications", "Apply for a licence with a stored or an own photo")
        {
            IsIdempotent = true, Members = [NodeMember.Required("fileNumber", "The driver's file"), Photo, PhotoTakenAt],
        },
        new("application", "challenge", HttpMethod.Post, "/applications/{id}/identity-challenges", "Begin the identity check, bound to the device that will collect")
        {
            Members = [NodeMember.Required("deviceKey", "The device's public key, a JWK", NodeKind.Json)],
        },
        new("application", "identity", HttpMethod.Post, "/applications/{id}/identity", "Bring the identity provider's evidence; gives the offer where the photo is settled")
        {
            Members = [NodeMember.Required("challenge", "As it was given"), NodeMember.Required("evidence", "The provider's answer")],
        },
        new("application", "photo", HttpMethod.Put, "/applications/{id}/photo", "Send a photo for review") { FileMedia = "image/jpeg" },
        new("application", "id-card", HttpMethod.Put, "/applications/{id}/id-card", "Send both sides of the identity card for review")
        {
            Members =
            [
                NodeMember.Required("front", "The side with the portrait, a JPEG file", NodeKind.FileBase64),
                NodeMember.Required("back", "The other side, a JPEG file", NodeKind.FileBase64),
            ],
        },
        new("application", "show", HttpMethod.Get, "/applications/{id}", "How far an application is"),
        new("application", "list", HttpMethod.Get, "/applications", "Applications in the order in which they were made")
        {
            IsPaged = true, Members = [NodeMember.Query("state", "Of this state alone")],
        },
        new("application", "notices", HttpMethod.Get, "/notices", "What a driver is to be told") { IsPaged = true, Members = [NodeMember.Query("driver", "The driver's file") with { IsRequired = true }] },
        new("driver", "photo-change", HttpMethod.Post, "/drivers/{fileNumber}/photo-changes", "Apply for another photo; at most every six months")
        {
            IsIdempotent = true, Members = [NodeMember.Required("photo", "Phone or Album"), PhotoTakenAt],
        },
    ];
}
