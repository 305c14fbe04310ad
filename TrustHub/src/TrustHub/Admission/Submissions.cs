using System.Collections.Immutable;

namespace TrustHub.Admission;

/// <summary>One metadata file with target files, as a caller sent them. Nothing is checked yet.</summary>
/// <param name="SubmissionId">The caller's name for this submission.</param>
/// <param name="Role">The role the caller claims.</param>
/// <param name="Metadata">The exact bytes of the file.</param>
/// <param name="Targets">Target files by path.</param>
public sealed record MetadataSubmission(
    string SubmissionId, string Role, ReadOnlyMemory<byte> Metadata, ImmutableArray<SubmittedFile> Targets);

/// <summary>One target file, as a caller sent it.</summary>
public sealed record SubmittedFile(string Path, ReadOnlyMemory<byte> Content);

/// <summary>One status list in both forms, as a caller sent it. Nothing is checked yet.</summary>
/// <param name="SubmissionId">The caller's name for this submission.</param>
/// <param name="Region">The region the caller claims.</param>
/// <param name="Uri">The address of the list.</param>
/// <param name="Version">The list version the caller claims.</param>
/// <param name="Cwt">The CWT form.</param>
/// <param name="Jwt">The JWT form.</param>
public sealed record StatusSubmission(
    string SubmissionId, string Region, string Uri, ulong Version, ReadOnlyMemory<byte> Cwt, string Jwt);
