using System.Globalization;
using Federation.Hosting;
using TrustHub.Admission;
using TrustHub.Log;
using TrustHub.Publishing;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustHub.Inception;

/// <summary>
/// Runs before the hub listens: the repository must be there, or the operator must have asked to begin one. A first
/// root decides for ever whom clients follow, so it never happens by itself; it passes the same admission as any
/// later submission. One that a crash cut short goes on where it stopped.
/// </summary>
public sealed partial class Beginning(
    AdmissionLog log, HubOptions options, HubKeys keys, TimeProvider clock, ILogger<Beginning> logger) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="StartRefusedException">There is no repository and none may begin, or its files are refused.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var state = log.State;
        if (state.Root is { } root && state.Targets is { } targets)
        {
            Continues(logger, root.Signed.Version, targets.Signed.Version, state.LogIndex);
            return Task.CompletedTask;
        }
        var folder = options.Inception.Folder.Length > 0 ? options.Inception.Folder : Path.Combine(options.DataDir, "inception");
        if (!options.Inception.Allow)
            throw new StartRefusedException(
                $"there is no repository in {options.DataDir}; Hub:Inception:Allow=true begins one from {folder}, which cannot be undone");
        Begin(folder);
        Begun(logger, log.State.Root!.Signed.Version, log.State.Targets!.Signed.Version);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Begin(string folder)
    {
        var root = Newest(folder, RoleNames.Root);
        var targets = Newest(folder, RoleNames.Targets);
        string[] documents = [RegistryDocument.Path, PolicyDocument.Path];
        var errors = documents.Where(name => !File.Exists(Path.Combine(folder, name))).Select(name => $"{folder} holds no {name}").ToList();
        if (root is null)
            errors.Add($"{folder} holds no N.root.json");
        else if (MetadataReader.Root(File.ReadAllBytes(root)) is { Ok: true } read && keys.Missing(read.Value.Signed) is { } missing)
            errors.Add($"{root}: {missing}");
        if (targets is null)
            errors.Add($"{folder} holds no N.targets.json");
        if (errors.Count > 0)
            throw new StartRefusedException(errors);
        if (log.State.Root is null)
            Admit(new MetadataSubmission("inception:root", RoleNames.Root, File.ReadAllBytes(root!), []));
        Admit(new MetadataSubmission("inception:targets", RoleNames.Targets, File.ReadAllBytes(targets!),
            [.. documents.Select(name => new SubmittedFile(name, File.ReadAllBytes(Path.Combine(folder, name))))]));
    }

    private void Admit(MetadataSubmission submission)
    {
        var now = clock.GetUtcNow();
        var examined = Admitted.Metadata(submission, new AdmissionContext(log.State, log.Content, CallerPin: null, now));
        if (examined.Refused is { } refused)
            throw new StartRefusedException($"inception: {submission.Role}: {refused.Fault}: {refused.Detail}");
        log.Append(examined.Admitted!, now);
    }

    /// <summary>The file N.ROLE.json with the highest N; null when there is none.</summary>
    private static string? Newest(string folder, string role) =>
        !Directory.Exists(folder) ? null : Directory.EnumerateFiles(folder, $"*.{role}.json")
            .Select(file => (File: file, Number: Path.GetFileName(file).Split('.')[0]))
            .Where(found => long.TryParse(found.Number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderByDescending(found => long.Parse(found.Number, NumberStyles.None, CultureInfo.InvariantCulture))
            .Select(found => found.File)
            .FirstOrDefault();

    [LoggerMessage(1, LogLevel.Information, "repository: root {Root}, targets {Targets}, log {LogIndex}")]
    private static partial void Continues(ILogger logger, long root, long targets, long logIndex);

    [LoggerMessage(2, LogLevel.Warning, "a new repository began: root {Root}, targets {Targets}")]
    private static partial void Begun(ILogger logger, long root, long targets);
}
