namespace TrustList.Format.Status;

/// <summary>
/// What a home region answers to a live question (SPEC.md §7.6): personal data, for the asker alone, never in a list.
/// </summary>
public sealed record LiveStatusClaims
{
    /// <summary>The most points that can be told.</summary>
    public const int MaxPoints = 999;

    /// <summary>The region that answers, six digits.</summary>
    public required string Region { get; init; }

    /// <summary>The list that the licence names.</summary>
    public required string StatusUri { get; init; }

    /// <summary>The licence's index in it.</summary>
    public required long Index { get; init; }

    /// <summary>The status now; never milder than the worst of <see cref="Letters"/>.</summary>
    public required StatusValue Value { get; init; }

    /// <summary>The full set of status letters (GA/T 16.25), each at most once; empty where the region does not tell them for this purpose.</summary>
    public required string Letters { get; init; }

    /// <summary>The version of the letter table by which the region chose <see cref="Value"/>.</summary>
    public string LettersVersion { get; init; } = StatusLetters.Version;

    /// <summary>Penalty points in this cycle, 0 to <see cref="MaxPoints"/>; null where the region does not tell.</summary>
    public int? Points { get; init; }

    /// <summary>The day on which points are cleared.</summary>
    public DateOnly? PointsClear { get; init; }

    /// <summary>Whether it tells more than the public list does: letters or points.</summary>
    public bool TellsLettersOrPoints => Letters.Length > 0 || Points is not null || PointsClear is not null;

    /// <summary>The region that answers for the driver now, six digits; null where the region does not tell, and unless <see cref="Value"/> is Transferred.</summary>
    public string? MovedTo { get; init; }

    /// <summary>When the answer was made, whole seconds.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The end of its life, at most <see cref="LiveAssertion.MaxLife"/> later.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The nonce of the question, 16 to 64 bytes.</summary>
    public required ReadOnlyMemory<byte> Nonce { get; init; }
}
