using System.Collections.Immutable;
using Conformance.Cases;

namespace Conformance.Vectors;

/// <summary>A folder of vectors, a file each.</summary>
internal static class VectorFolder
{
    /// <summary>The cases of a folder.</summary>
    /// <exception cref="FormatException">A file is no vector.</exception>
    public static ImmutableArray<ConformanceCase> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => Vector.Read(file).ToCase())];

    /// <summary>Writes vectors into a folder, which is made where it is not there.</summary>
    public static Action<Vector> Writer(string folder)
    {
        Directory.CreateDirectory(folder);
        return vector => vector.Write(folder);
    }
}
