using System.Text.Json;
using Federation.Hosting.Clock;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Registry.Letters;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>What <c>import</c> works on.</summary>
/// <param name="Place">The node's folder and database; the node is stopped.</param>
/// <param name="Code">The region, from the folder.</param>
/// <param name="File">The file.</param>
/// <param name="Form">How it is written.</param>
/// <param name="RefusedAtMost">Where more lines are refused, nothing is decided; null: no limit.</param>
/// <param name="Offices">The offices of the region.</param>
/// <param name="Options">The registry's settings.</param>
/// <param name="Clock">The clock; of a rehearsal where its settings are given.</param>
internal sealed record ImportArguments(
    DatabasePlace Place, string Code, string File, ImportForm Form, long? RefusedAtMost, Territory Offices, RegistryOptions Options, TimeProvider Clock)
{
    internal const string Usage =
        "usage: RegionNode.Issuer import --data DIR --file FILE --letter-table VERSION [--format csv|ndjson] [--encoding utf8|gb18030] [--refused-at-most N]";

    /// <summary>Null for wrong usage.</summary>
    /// <exception cref="IOException">A file cannot be read, or is something else.</exception>
    internal static ImportArguments? Read(string[] args)
    {
        var settings = VerbRun.Settings(args);
        var (data, file) = (settings["data"], settings["file"]);
        if (string.IsNullOrEmpty(data) || string.IsNullOrEmpty(file) || LetterTables.Find(settings["letter-table"]) is not { } letters)
            return null;
        var format = settings["format"] ?? (file.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) ? nameof(ImportFormat.Ndjson) : nameof(ImportFormat.Csv));
        if (!Enum.TryParse<ImportFormat>(format, ignoreCase: true, out var written)
            || !Enum.TryParse<ImportEncoding>(settings["encoding"] ?? nameof(ImportEncoding.Utf8), ignoreCase: true, out var encoding)
            || (written == ImportFormat.Ndjson && encoding != ImportEncoding.Utf8))
            return null;
        long? most = null;
        if (settings["refused-at-most"] is { } number)
        {
            if (!long.TryParse(number, System.Globalization.NumberStyles.None, null, out var read))
                return null;
            most = read;
        }
        var code = CodeOf(data);
        var node = settings.GetSection(NodeOptions.Section);
        var offices = OwnTerritory.Of(new NodeOptions
        {
            Code = code,
            OfficePrefixes = node.GetSection(nameof(NodeOptions.OfficePrefixes)).Get<string[]>() ?? [],
            OfficeExcept = node.GetSection(nameof(NodeOptions.OfficeExcept)).Get<string[]>() ?? [],
        });
        var options = settings.GetSection(RegistryOptions.Section).Get<RegistryOptions>() ?? new RegistryOptions();
        return new ImportArguments(DatabasePlace.Of(settings, data), code, file, new ImportForm(written, encoding, letters), most, offices, options, ClockExtensions.Choose(settings));
    }

    private static string CodeOf(string dataDir)
    {
        try
        {
            return JsonSerializer.Deserialize<InceptionRequest>(System.IO.File.ReadAllBytes(Path.Combine(dataDir, InceptCommand.RequestName)))!.Code;
        }
        catch (JsonException e)
        {
            throw new IOException($"{InceptCommand.RequestName} cannot be read", e);
        }
    }
}
