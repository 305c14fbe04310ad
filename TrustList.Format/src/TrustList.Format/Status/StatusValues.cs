namespace TrustList.Format.Status;

/// <summary>What holds for all status values.</summary>
public static class StatusValues
{
    /// <summary>The status of a raw entry; a reserved value is <see cref="StatusValue.Invalid"/> (SPEC.md §7.1).</summary>
    public static StatusValue FromEntry(byte entry) => Enum.IsDefined((StatusValue)entry) ? (StatusValue)entry : StatusValue.Invalid;

    /// <summary>
    /// How much a value says against a licence, for choosing the worst of several: Invalid, Suspended, Transferred,
    /// Superseded, Restricted, Valid, from high to low. What bars the person comes before what only dates the document.
    /// </summary>
    public static int Severity(this StatusValue value) => value switch
    {
        StatusValue.Valid => 0,
        StatusValue.Restricted => 1,
        StatusValue.Superseded => 2,
        StatusValue.Transferred => 3,
        StatusValue.Suspended => 4,
        _ => 5,
    };

    /// <summary>The worse of two.</summary>
    public static StatusValue Worse(StatusValue one, StatusValue other) => one.Severity() >= other.Severity() ? one : other;
}
