namespace TrustList.Format.Status;

/// <summary>
/// The status letters of GA/T 16.25 and what each means here (SPEC.md §7.2). A record holds a set of them, such as
/// <c>BDJ</c>; the worst decides. Feeds differ on K, R and Z, so the table has a version.
/// </summary>
public static class StatusLetters
{
    /// <summary>The version of this table. It changes with any letter's meaning.</summary>
    public const string Version = "GA/T 16.25/1";

    /// <summary>The most letters of one record: each once.</summary>
    public const int MaxLetters = 26;

    /// <summary>
    /// The worst of the letters. An unknown letter (lower case too), and an empty set, which no record has, are Invalid.
    /// N, P and T are deferrals granted, not faults.
    /// </summary>
    public static StatusValue Worst(string letters)
    {
        if (string.IsNullOrEmpty(letters))
            return StatusValue.Invalid;
        var worst = StatusValue.Valid;
        foreach (var letter in letters)
            worst = StatusValues.Worse(worst, Of(letter));
        return worst;
    }

    /// <summary>What one letter means.</summary>
    public static StatusValue Of(char letter) => letter switch
    {
        'A' or 'H' or 'I' or 'N' or 'P' or 'T' => StatusValue.Valid,
        'B' or 'M' or 'S' => StatusValue.Restricted,
        'D' or 'J' or 'K' or 'L' or 'U' => StatusValue.Suspended,
        'C' => StatusValue.Transferred,
        _ => StatusValue.Invalid, // E, F, G, R; and what this version does not know
    };
}
