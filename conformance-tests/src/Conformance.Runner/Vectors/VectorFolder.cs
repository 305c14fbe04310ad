using System.Collections.Immutable;
using Conformance.Cases;

namespace Conformance.Vectors;

/// <summary>A folder of vectors, a file each.</summary>
internal static class VectorFolder
{
    /// <summary>The cases of a folder.</summary>
    /// <exception cref="FormatException">A file is no vector.</exception>
    public static ImmutableArray<ConformanceCase> Read(string folder)
    {
        ImmutableArray<ConformanceCase> cases = [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(CaseOf)];
        return cases.FirstOrDefault(found => found.Twin is { } twin && !cases.Any(other => other.Id == twin)) is { } alone
            ? throw new FormatException($"{folder}: {alone.Id} without its twin {alone.Twin}")
            : cases;
    }

    private static ConformanceCase CaseOf(string file)
    {
        try
        {
            return Vector.Read(file).ToCase();
        }
        catch (Exception e) when (e is NullReferenceException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"{file} is no vector", e);
        }
    }

    /// <summary>Writes vectors into a folder, which is made where it is not there.</summary>
    public static Action<Vector> Writer(string folder)
    {
        Directory.CreateDirectory(folder);
        return vector => vector.Write(folder);
    }
}
