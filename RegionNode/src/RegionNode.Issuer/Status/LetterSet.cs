namespace RegionNode.Issuer.Status;

/// <summary>The form of a status letter set (GA/T 16.25).</summary>
internal static class LetterSet
{
    /// <summary>1 to 26 letters A to Z, each once. Unknown letters are let in: they read as INVALID.</summary>
    internal static bool IsValid(string? letters) =>
        letters is { Length: >= 1 and <= 26 } && letters.All(char.IsAsciiLetterUpper) && letters.Distinct().Count() == letters.Length;
}
