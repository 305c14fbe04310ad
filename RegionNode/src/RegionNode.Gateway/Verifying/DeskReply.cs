using RegionNode.Gateway.Parties;

namespace RegionNode.Gateway.Verifying;

/// <summary>An answer, or why the question gets none. Exactly one of both.</summary>
internal readonly record struct DeskReply(Answer? Answer, PartyRefusal? Refused)
{
    /// <summary>Answered.</summary>
    public static DeskReply Of(Answer answer) => new(answer, null);

    /// <summary>Refused.</summary>
    public static DeskReply No(PartyRefusal refused) => new(null, refused);
}
