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
        // The timestamp first: every file that it leads to stands already, whatever the hub publishes meanwhile.
        Copy(publicFolder, Path.Combine(publicFolder, "tuf", "timestamp.json"), into);
        foreach (var file in Directory.EnumerateFiles(publicFolder, "*", SearchOption.AllDirectories))
            if (!file.EndsWith(".unfinished", StringComparison.Ordinal) && Path.GetFileName(file) != "timestamp.json") Copy(publicFolder, file, into);

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

    /// <summary>Copies a folder that nobody writes.</summary>
    public static void CopyTree(string folder, string into)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) Copy(folder, file, into);
    }

    private static void Copy(string folder, string file, string into)
    {
        var copy = Path.Combine(into, Path.GetRelativePath(folder, file));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy, overwrite: true);
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
