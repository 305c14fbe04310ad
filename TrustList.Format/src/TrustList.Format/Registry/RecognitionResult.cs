namespace TrustList.Format.Registry;

/// <summary>Why a licence is not recognised. A closed list.</summary>
public enum RecognitionRefusal
{
    /// <summary>Issuer or acceptor was never admitted.</summary>
    UnknownRegion,

    /// <summary>Issuer or acceptor was suspended, withdrawn or not yet admitted at the instant.</summary>
    RegionNotActive,

    /// <summary>No agreement covers it, nor will one that is signed today.</summary>
    NoAgreement,

    /// <summary>An agreement that is signed already will cover it later.</summary>
    NotYet,
}

/// <summary>The answer of <see cref="Recognition"/>.</summary>
public sealed record RecognitionResult
{
    private RecognitionResult()
    {
    }

    /// <summary>Recognised because a region always takes its own licences.</summary>
    public static RecognitionResult OwnRegion { get; } = new() { Recognised = true };

    /// <summary>Whether the licence is recognised.</summary>
    public bool Recognised { get; private init; }

    /// <summary>The agreement it rests on; null for the region's own licences and where not recognised.</summary>
    public Agreement? Agreement { get; private init; }

    /// <summary>Why not; null where recognised.</summary>
    public RecognitionRefusal? Refusal { get; private init; }

    /// <summary>The next instant at which an agreement that is signed already recognises it; null where none does.</summary>
    public DateTimeOffset? RecognisedFrom { get; private init; }

    /// <summary>Recognised by an agreement.</summary>
    internal static RecognitionResult By(Agreement agreement) => new() { Recognised = true, Agreement = agreement };

    /// <summary>Not recognised.</summary>
    internal static RecognitionResult Not(RecognitionRefusal refusal, DateTimeOffset? from = null) =>
        new() { Refusal = refusal, RecognisedFrom = from };
}
