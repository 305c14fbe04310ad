namespace TrustHub.Admission;

/// <summary>The form of a submission id: 8 to 128 characters of A-Z a-z 0-9 . _ : -</summary>
public static class SubmissionIds
{
    /// <summary>True when the id has the form.</summary>
    public static bool IsValid(string id) =>
        id.Length is >= 8 and <= 128 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');
}
