namespace Demo.World;

/// <summary>Finds the repository and the programs built in it.</summary>
public static class Repository
{
    /// <summary>The folder that holds Federation.sln, above this program.</summary>
    public static string Root { get; } = Find();

    /// <summary>The built program of a project, in the same configuration as this one.</summary>
    /// <param name="projectFolder">The project's folder below the root.</param>
    /// <param name="name">The program's name; null: the folder's.</param>
    public static string Program(string projectFolder, string? name = null)
    {
        name ??= Path.GetFileName(projectFolder);
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, projectFolder, "bin", configuration, "net10.0", name + ".dll");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Federation.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("Federation.sln is not above " + AppContext.BaseDirectory);
    }
}
