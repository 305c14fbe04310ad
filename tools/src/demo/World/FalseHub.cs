using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Demo.World;

/// <summary>A host that serves files once copied from the hub: what a thief of the hub's disk, or a stale mirror, can do.</summary>
public sealed class FalseHub : IAsyncDisposable
{
    private readonly WebApplication app;

    private FalseHub(WebApplication app) => this.app = app;

    /// <summary>Where it serves.</summary>
    public Uri Url => new(app.Urls.First());

    /// <summary>Copies what the hub serves now.</summary>
    public static string Record(string publicFolder, string into)
    {
        foreach (var file in Directory.EnumerateFiles(publicFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(into, Path.GetRelativePath(publicFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return into;
    }

    /// <summary>Serves a folder on a free port of the loopback interface.</summary>
    public static async Task<FalseHub> Serve(string folder, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => Answer(context, folder));
        await app.StartAsync(cancel);
        return new FalseHub(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Task Answer(HttpContext context, string folder)
    {
        var file = Path.GetFullPath(folder + context.Request.Path.Value);
        if (file.StartsWith(folder + "/", StringComparison.Ordinal) && File.Exists(file)) return context.Response.SendFileAsync(file, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
