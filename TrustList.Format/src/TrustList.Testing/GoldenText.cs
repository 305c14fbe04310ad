namespace TrustList.Testing;

/// <summary>A text that was released and stays as it is until someone changes it on purpose: run with UPDATE_GOLDEN=1 and read the difference.</summary>
public static class GoldenText
{
    /// <summary>What the file says, after writing it where it is to be updated.</summary>
    /// <param name="path">The file, from the repository's root.</param>
    /// <param name="text">What is true now.</param>
    public static string Of(string path, string text)
    {
        var file = Path.Combine(RepositoryPaths.Root!, path);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, text);
        return File.ReadAllText(file);
    }
}
