using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustHub.Admission;

public sealed partial class Admitted
{
    /// <summary>Where a region's node is reached, signed and brought by the node itself.</summary>
    private static Examined Node(MetadataSubmission submission, string code, AdmissionContext context)
    {
        if (MetadataChecks.Read(submission.Metadata, Limits.TargetsBytes, MetadataReader.Targets, out var role) is { } unread)
            return unread;
        var version = role.Signed.Version;
        var current = context.State.Region(code);
        var path = NodeDocument.PathOf(code);
        TargetFileSet? files = null;
        var refused =
            RegionChain.Registered(context, code, out _)
            ?? RegionChain.Node(context.State, code, role)
            ?? MetadataChecks.Newer(submission.Role, version, current.NodeRole?.Signed.Version)
            ?? MetadataChecks.Unexpired(submission.Role, role.Signed, context.Now)
            ?? TargetFileSet.Match(role.Signed, [path], submission.Targets, context.Held, out files)
            ?? Documents.Read(files, path, NodeDocument.Read, out var node)
            ?? Documents.OfRegion(node.Region, code)
            ?? StatusBaseOf(node)
            // A node that changes its TLS key calls with either: the pin to come or the one that goes.
            ?? RegionChain.Pin(context.CallerPin, code, [.. node.IssuerPins, .. current.Node?.IssuerPins ?? []])
            ?? (role.Signed.Delegations is null ? null : new Refused(AdmissionFault.BadDelegation, "a node delegates to nobody"));
        return refused is null ? Of(submission, version, context, files) : refused;
    }

    /// <summary>The hub serves a region's lists at /status/CODE/; a base elsewhere would lead readers to nothing.</summary>
    private static Refused? StatusBaseOf(NodeDocument node) =>
        node.StatusBase.EndsWith($"/status/{node.Region}/", StringComparison.Ordinal)
            ? null
            : new(AdmissionFault.BadStatusUri, $"statusBase must end in /status/{node.Region}/");
}
