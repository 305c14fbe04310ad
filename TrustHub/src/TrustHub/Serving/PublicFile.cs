using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using TrustHub.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Serving;

/// <summary>
/// Answers with a public file, by the framework's file results: ETag and If-None-Match (304), ranges with If-Range,
/// HEAD. A versioned file has its name as ETag and may be kept for ever; one that changes has its hash, and may be
/// kept for half a minute.
/// </summary>
public sealed class PublicFile(HubOptions options) : IDisposable
{
    private const string Immutable = "public, max-age=31536000, immutable";
    /// <summary>How long a file that changes may be kept.</summary>
    internal const string Brief = "public, max-age=30";

    private readonly string _root = Path.GetFullPath(options.PublicDir);
    private readonly HeldFiles _held = new();

    /// <summary>The answer; null when the file is not there.</summary>
    public IResult? Answer(HttpContext context, string path, string contentType)
    {
        var full = Path.Combine(_root, path);
        var mutable = PublicPaths.IsMutable(path);
        if (_held.Find(full) is { } held)
            return Answer(context, held, contentType);
        FileStream file;
        try
        {
            file = new FileStream(full, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        if (file.Length > HeldFiles.Longest)
        {
            Describe(context, mutable);
            return Results.Stream(file, contentType, entityTag: new EntityTagHeaderValue(mutable ? HashOf(file) : NameOf(path)), enableRangeProcessing: true);
        }
        using (file)
            held = Read(file, path, mutable);
        _held.Hold(full, held);
        return Answer(context, held, contentType);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static IResult Answer(HttpContext context, HeldFile file, string contentType)
    {
        Describe(context, file.Written is not null);
        return IsPlain(context.Request)
            ? new WholeFile(file, contentType)
            : Results.Bytes(file.Bytes, contentType, entityTag: new EntityTagHeaderValue(file.Tag), enableRangeProcessing: true);
    }

    /// <summary>Whether a request asks for the whole file whatever it holds: most do.</summary>
    private static bool IsPlain(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers is { IfNoneMatch.Count: 0, IfMatch.Count: 0, IfModifiedSince.Count: 0, IfUnmodifiedSince.Count: 0, Range.Count: 0 };

    /// <summary>The framework's file result weighs conditions and ranges; without any, that costs more than the answer.</summary>
    private sealed class WholeFile(HeldFile file, string contentType) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = contentType;
            response.ContentLength = file.Bytes.Length;
            response.Headers.ETag = file.Tag;
            response.Headers.AcceptRanges = "bytes";
            return response.BodyWriter.WriteAsync(file.Bytes, httpContext.RequestAborted).AsTask();
        }
    }

    private static void Describe(HttpContext context, bool mutable)
    {
        context.Response.Headers.CacheControl = mutable ? Brief : Immutable;
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }

    private static HeldFile Read(FileStream file, string path, bool mutable)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return mutable
            ? new HeldFile(bytes, Tag(SHA256.HashData(bytes)), File.GetLastWriteTimeUtc(file.SafeFileHandle))
            : new HeldFile(bytes, NameOf(path), null);
    }

    /// <summary>The hash of the very file that is open: another one may stand under the name by now.</summary>
    private static string HashOf(FileStream file)
    {
        var tag = Tag(SHA256.HashData(file));
        file.Position = 0;
        return tag;
    }

    private static string NameOf(string path) => $"\"{Path.GetFileName(path)}\"";

    private static string Tag(byte[] hash) => $"\"{LowerHex.Of(hash)[..32]}\"";
}
