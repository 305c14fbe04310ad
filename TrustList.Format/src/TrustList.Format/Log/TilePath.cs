using System.Globalization;
using System.Text;

namespace TrustList.Format.Log;

/// <summary>Where tiles and entry bundles lie below the log's address (C2SP tlog-tiles; SPEC.md §12.10).</summary>
public static class TilePath
{
    /// <summary>Hashes of a full tile, and entries of a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>A tile of hashes: level 0 holds leaf hashes, level n the roots of full tiles of level n - 1.</summary>
    /// <param name="level">From 0.</param>
    /// <param name="index">Which tile of the level, from 0.</param>
    /// <param name="width">How many hashes it holds, 1 to 256.</param>
    public static string Tile(int level, long index, int width = FullWidth) =>
        string.Create(CultureInfo.InvariantCulture, $"tile/{level}/{Index(index)}{Partial(width)}");

    /// <summary>An entry bundle: the leaf data of a tile of level 0.</summary>
    public static string Entries(long index, int width = FullWidth) => $"tile/entries/{Index(index)}{Partial(width)}";

    private static string Partial(int width) =>
        width == FullWidth ? string.Empty : string.Create(CultureInfo.InvariantCulture, $".p/{width}");

    // Three digits a segment, all but the last marked by an x: x001/x234/067.
    private static string Index(long index)
    {
        var path = new StringBuilder((index % 1_000).ToString("000", CultureInfo.InvariantCulture));
        for (index /= 1_000; index > 0; index /= 1_000)
            path.Insert(0, string.Create(CultureInfo.InvariantCulture, $"x{index % 1_000:000}/"));
        return path.ToString();
    }
}
