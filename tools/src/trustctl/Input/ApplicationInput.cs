using Federation.Ceremonies.Regions;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>A region's application named on the command line.</summary>
internal static class ApplicationInput
{
    /// <summary>Reads and verifies it. A file that is none is wrong usage, with the reason.</summary>
    public static RegionApplication Read(string path)
    {
        var read = ApplicationFile.Read(InputFile.Read(path, Limits.ApplicationBytes));
        return read.Ok ? read.Value : throw new UsageException($"{path}: no application: {read.Fault}: {read.Detail}");
    }
}
