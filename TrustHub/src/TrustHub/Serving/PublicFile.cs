using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using TrustHub.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Serving;

/// <summary>
/// Answers with a public file, by the framework's file result: ETag and If-None-Match (304), ranges with If-Range,
/// HEAD. A versioned file has its name as ETag and may be kept for ever; one that changes has its hash, and may be
/// kept for half a minute.
/// </summary>
public sealed class PublicFile(HubOptions options)
{
    private const string Immutable = "public, max-age=31536000, immutable";
    /// <summary>How long a file that changes may be kept.</summary>
    internal const string Brief = "public, max-age=30";

    private readonly string _root = Path.GetFullPath(options.PublicDir);
    private readonly ConcurrentDictionary<string, (DateTime Written, long Length, string Hash)> _hashes = new(StringComparer.Ordinal);

    /// <summary>The answer; null when the file is not there.</summary>
    public IResult? Answer(HttpContext context, string path, string contentType)
    {
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(_root, path), new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous,
            });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        var mutable = PublicPaths.IsMutable(path);
        context.Response.Headers.CacheControl = mutable ? Brief : Immutable;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var tag = new EntityTagHeaderValue($"\"{(mutable ? HashOf(path, file) : Path.GetFileName(path))}\"");
        return Results.Stream(file, contentType, lastModified: null, entityTag: tag, enableRangeProcessing: true);
    }

    /// <summary>The hash of the very file that is open: another one may stand under the name by now.</summary>
    private string HashOf(string path, FileStream file)
    {
        var written = File.GetLastWriteTimeUtc(file.SafeFileHandle);
        if (_hashes.TryGetValue(path, out var known) && known.Written == written && known.Length == file.Length)
            return known.Hash;
        var hash = LowerHex.Of(SHA256.HashData(file))[..32];
        file.Position = 0;
        _hashes[path] = (written, file.Length, hash);
        return hash;
    }
}
