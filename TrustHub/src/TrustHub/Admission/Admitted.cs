using System.Collections.Immutable;
using TrustHub.Log;
using TrustHub.Storage;

namespace TrustHub.Admission;

/// <summary>
/// A submission that may enter the log. Holding one proves that every check of its kind ran against the state it
/// was examined with; only the factories here make one. The checks are numbered in TrustHub/README.md §2; each kind
/// has its own file.
/// </summary>
public sealed partial class Admitted
{
    private Admitted(
        string submissionId, AdmissionKind kind, string name, long version, string? callerPin,
        ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> files) =>
        (SubmissionId, Kind, Name, Version, Caller, Files) = (submissionId, kind, name, version, callerPin ?? "", files);

    /// <summary>The caller's name for the submission.</summary>
    public string SubmissionId { get; }

    /// <summary>Metadata or status.</summary>
    public AdmissionKind Kind { get; }

    /// <summary>The role, or the address of the status list.</summary>
    public string Name { get; }

    /// <summary>The signed version.</summary>
    public long Version { get; }

    /// <summary>The pin of the TLS key that brought it; empty for what begins a repository.</summary>
    public string Caller { get; }

    /// <summary>Public path and bytes of each file; the first is the metadata file, or the CWT.</summary>
    public ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> Files { get; }

    /// <summary>Keys that sign before verifiers have known them for 48 hours, for a reason that their region stated.</summary>
    public ImmutableArray<string> KeysOnShortNotice { get; private init; } = [];

    /// <summary>Examines a metadata file.</summary>
    public static Examined Metadata(MetadataSubmission submission, AdmissionContext context) =>
        HubRole.Parse(submission.Role) is { } role
            ? role.Kind switch
            {
                HubRoleKind.Root => Root(submission, context),
                HubRoleKind.Targets => Targets(submission, context),
                HubRoleKind.Emergency => Emergency(submission, context),
                HubRoleKind.Region => Region(submission, role.Code, context),
                _ => Node(submission, role.Code, context),
            }
            : Examined.Refuse(AdmissionFault.UnknownRole, "roles are root, targets, emergency, region-CODE and node-CODE");

    private static Admitted Of(
        MetadataSubmission submission, long version, AdmissionContext context, TargetFileSet? targets = null, IEnumerable<string>? shortNotice = null) => new(
        submission.SubmissionId, AdmissionKind.Metadata, submission.Role, version, context.CallerPin,
        [(PublicPaths.Metadata(submission.Role, version), submission.Metadata), .. targets?.Published ?? []])
    {
        KeysOnShortNotice = [.. shortNotice ?? []],
    };
}
