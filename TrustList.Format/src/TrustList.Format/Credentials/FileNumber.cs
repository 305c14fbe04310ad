namespace TrustList.Format.Credentials;

/// <summary>
/// A driver's file number (档案编号): 12 digits, the first 4 of them the prefix of the office that opened the file.
/// There is no check digit. A file keeps its number when it moves or when its region's code retires.
/// </summary>
public static class FileNumber
{
    /// <summary>Checks the form.</summary>
    /// <param name="text">The number as written.</param>
    /// <returns>True for 12 digits that begin with a province's code.</returns>
    public static bool IsValid(string? text) =>
        text is { Length: 12 } && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && text[0] is >= '1' and <= '6';

    /// <summary>The prefix (GB/T 2260, 4 digits) of the office that opened the file.</summary>
    /// <param name="text">A valid file number.</param>
    /// <returns>The first four digits.</returns>
    public static string OfficePrefix(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsValid(text) ? text[..4] : throw new ArgumentException("Not a file number.", nameof(text));
    }
}
