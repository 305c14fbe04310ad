namespace Trustctl.Commands.Node;

/// <summary>`trustctl node review …`, `… counter …`: photos that people judge.</summary>
internal static class ReviewCalls
{
    public static readonly NodeCall[] All =
    [
        new("review", "list", HttpMethod.Get, "/reviews", "Photos that wait for a decision, by deadline") { IsPaged = true },
        new("review", "claim", HttpMethod.Post, "/reviews/{id}/claim", "Take a photo for a time, or a new lease on it; the answer holds it"),
        new("review", "approve", HttpMethod.Post, "/reviews/{id}/decision", "Approve with the licence photo cut from it")
        {
            IsIdempotent = true, Fixed = ("decision", "Approve"),
            Members = [NodeMember.Required("lease", "From the claim"), NodeMember.Required("licencePhoto", "The licence photo, a JPEG file", NodeKind.FileBase64)],
        },
        new("review", "refuse", HttpMethod.Post, "/reviews/{id}/decision", "Refuse with reasons of the closed list")
        {
            IsIdempotent = true, Fixed = ("decision", "Refuse"),
            Members = [NodeMember.Required("lease", "From the claim"), NodeMember.Required("reasons", "A code of review reasons; again for each", NodeKind.List)],
        },
        new("review", "reasons", HttpMethod.Get, "/review-reasons", "The closed list of reasons, in Chinese and English"),
        new("counter", "list", HttpMethod.Get, "/counter/cases", "Cases without an answer, the oldest first") { IsPaged = true },
        new("counter", "show", HttpMethod.Get, "/counter/cases/{id}", "A case with the photos that were refused"),
        new("counter", "answer", HttpMethod.Post, "/counter/cases/{id}/answer", "Answer a case, once")
        {
            IsIdempotent = true,
            Members =
            [
                NodeMember.Required("answer", "Which, such as PhotoTaken"), new("licencePhoto", "With PhotoTaken: the licence photo, a JPEG file", NodeKind.FileBase64),
                new("reasons", "With RecordIsWrong and NotEligible: why, such as NameWrong or PeriodOver; again for each", NodeKind.List),
            ],
        },
    ];
}
