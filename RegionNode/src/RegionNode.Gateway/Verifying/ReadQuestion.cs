using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying;

/// <summary>A question, or why there is none.</summary>
internal readonly record struct ReadQuestion(VerifyQuestion? Question, Refusal? Refusal, string Detail)
{
    /// <summary>Well formed.</summary>
    public static ReadQuestion Yes(VerifyQuestion question) => new(question, null, "");

    /// <summary>Not well formed.</summary>
    public static ReadQuestion No(Refusal refusal, string detail) => new(null, refusal, detail);

    /// <summary>Not read.</summary>
    public static ReadQuestion No((Refusal Refusal, string Detail) fault) => No(fault.Refusal, fault.Detail);
}
