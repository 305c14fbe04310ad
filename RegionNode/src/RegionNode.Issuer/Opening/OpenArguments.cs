using System.Text.Json;
using Federation.Hosting.Clock;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Opening;

/// <summary>What <c>open</c> works on.</summary>
/// <param name="Place">The node's folder and database.</param>
/// <param name="Code">The region, from the folder.</param>
/// <param name="Hub">The hub's public address.</param>
/// <param name="Policy">The log, for logged times that the witnesses stand for; null: the hub's own word.</param>
/// <param name="Now">The instant; of a rehearsal where its settings are given.</param>
/// <param name="Json">Whether the result is for programs.</param>
internal sealed record OpenArguments(DatabasePlace Place, string Code, string Hub, LogPolicy? Policy, DateTimeOffset Now, bool Json)
{
    internal const string Usage = "usage: RegionNode.Issuer open --data DIR --hub URL [--policy FILE] [--json]";
    private const string JsonFlag = "--json";

    /// <summary>Null for wrong usage.</summary>
    /// <exception cref="IOException">A file cannot be read, or is something else.</exception>
    internal static OpenArguments? Read(string[] args)
    {
        var settings = VerbRun.Settings(args, JsonFlag);
        var (data, hub) = (settings["data"], settings["hub"]);
        if (string.IsNullOrEmpty(data) || !Uri.TryCreate(hub, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        return new OpenArguments(DatabasePlace.Of(settings, data), CodeOf(data), hub, PolicyOf(settings["policy"], data), ClockExtensions.Choose(settings).GetUtcNow(), args.Contains(JsonFlag));
    }

    /// <summary>The region of a node's folder.</summary>
    internal static string CodeOf(string dataDir)
    {
        try
        {
            return JsonSerializer.Deserialize<InceptionRequest>(File.ReadAllBytes(Path.Combine(dataDir, InceptCommand.RequestName)))!.Code;
        }
        catch (JsonException e)
        {
            throw new IOException($"{InceptCommand.RequestName} cannot be read", e);
        }
    }

    private static LogPolicy? PolicyOf(string? named, string dataDir)
    {
        var path = named ?? Path.Combine(dataDir, RegionFolders.Emergency, PolicyDocument.Path);
        if (named is null && !File.Exists(path))
            return null;
        if (new FileInfo(path).Length > Limits.TargetFileBytes)
            throw new IOException($"{path}: too large");
        var policy = PolicyDocument.Read(File.ReadAllBytes(path));
        return policy.Ok ? policy.Value.Log : throw new IOException($"{path}: {policy.Detail}");
    }
}
