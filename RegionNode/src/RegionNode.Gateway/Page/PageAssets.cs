using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace RegionNode.Gateway.Page;

/// <summary>Every file of the page, from the program itself: nothing on the disk can change what a browser runs.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";

    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    private static readonly FrozenDictionary<string, PageAsset> ByName = Load();

    /// <summary>Whether npm's <c>qr</c> was installed when this program was built: without it the page takes texts and files alone.</summary>
    public static bool HasCodes => Find("qr/decode.js") is not null;

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>A file by its name below <c>/page/</c>, or null.</summary>
    public static PageAsset? Find(string name) => ByName.GetValueOrDefault(name);

    private static FrozenDictionary<string, PageAsset> Load() => typeof(PageAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

    private static PageAsset Read(string name)
    {
        using var resource = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
        return new PageAsset(content, MediaTypeOf(name), new EntityTagHeaderValue($"\"{hash}\""));
    }

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
}
