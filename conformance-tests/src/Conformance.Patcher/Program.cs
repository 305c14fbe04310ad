using Conformance.Patching;

// patcher ROOT OUT: writes the patched sources; what is the same already is not touched, what is no source any more goes.
if (args is not [var root, var output])
{
    await Console.Error.WriteLineAsync("usage: Conformance.Patcher ROOT OUT");
    return 64;
}
try
{
    var defects = DefectList.Read(root);
    var files = PatchedSources.All(root, defects).Append(("DefectIds.cs", DefectIds.Write(defects)))
        .ToDictionary(file => Path.GetFullPath(Path.Combine(output, file.Item1)), file => file.Item2, StringComparer.Ordinal);
    Directory.CreateDirectory(output);
    foreach (var stale in Directory.EnumerateFiles(output, "*.cs", SearchOption.AllDirectories).Select(Path.GetFullPath).Where(path => !files.ContainsKey(path)).ToList())
        File.Delete(stale);
    foreach (var (path, text) in files)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
            continue;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
    }
    return 0;
}
catch (Exception refused) when (refused is PatchException or System.Text.Json.JsonException or IOException)
{
    // The form that MSBuild shows as an error of the build.
    await Console.Error.WriteLineAsync($"{DefectList.Path} : error DEFECT : {refused.Message}");
    return 1;
}
