using System.Collections.Concurrent;
using System.Text.Json;
using Federation.Hosting;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Registry.Police;

/// <summary>One issuing office as licences name it.</summary>
/// <param name="Code">GB/T 2260, six digits.</param>
/// <param name="Office">Its name.</param>
/// <param name="Authority">The issuing authority's name.</param>
internal sealed record NamedOffice(string Code, string Office, string Authority);

/// <summary>
/// From FZJG to the office on a licence: the province's own table, because feeds write a plate prefix (苏E) or a code and never
/// the names. Without the table, a six-digit code of this region stands for itself.
/// </summary>
internal sealed class OfficeBook
{
    private const string DefaultPath = "registry/offices.json";
    private const int MaxBytes = 4 << 20;
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);
    private readonly ConcurrentDictionary<string, NamedOffice> offices = new(StringComparer.Ordinal);
    private readonly Territory territory;
    private readonly string authority;

    private OfficeBook(Territory territory, string authority) => (this.territory, this.authority) = (territory, authority);

    /// <summary>Reads the book.</summary>
    /// <exception cref="StartRefusedException">The file is named and absent, unreadable, or names an office outside the territory.</exception>
    internal static OfficeBook Open(RegistryOptions options, string dataDir, Territory territory)
    {
        var book = new OfficeBook(territory, options.AuthorityName);
        var path = options.Offices.Length > 0 ? options.Offices : Path.Combine(dataDir, DefaultPath);
        if (options.Offices.Length == 0 && !File.Exists(path))
            return book;
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new StartRefusedException($"{path}: more than {MaxBytes} bytes");
            foreach (var entry in JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(path), Names) ?? [])
                book.Add(entry, path);
            return book;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartRefusedException($"office book '{path}': {e.Message}");
        }
    }

    /// <summary>The office; null for one that is not known here or lies elsewhere.</summary>
    internal NamedOffice? Find(string fzjg)
    {
        if (offices.TryGetValue(fzjg, out var known))
            return known;
        if (!RegionCode.IsValid(fzjg) || !territory.Covers(fzjg))
            return null;
        return offices[fzjg] = new NamedOffice(fzjg, $"{fzjg} 车辆管理所", authority);
    }

    private void Add(Entry entry, string path)
    {
        if (!RegionCode.IsValid(entry.Code) || !territory.Covers(entry.Code) || entry.Fzjg.Length is 0 or > 20 || entry.Office.Length is 0 or > 150)
            throw new StartRefusedException($"office book '{path}': '{entry.Fzjg}' has no code of this region or no name");
        offices[entry.Fzjg] = new NamedOffice(entry.Code, entry.Office, entry.Authority ?? authority);
    }

    private sealed record Entry(string Fzjg, string Code, string Office, string? Authority = null);
}
