using System.Collections.Immutable;
using TrustHub.Storage;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustHub.Log;

/// <summary>
/// What the log amounts to: of every role and status list the newest that is admitted. Holding one proves that each
/// part passed admission and is durable. It is what the next submission is checked against and what the next
/// snapshot lists. Immutable.
/// </summary>
public sealed record LoggedState
{
    /// <summary>Before the first row.</summary>
    public static readonly LoggedState Empty = new();

    /// <summary>The newest row; 0 before the first.</summary>
    public long LogIndex { get; init; }

    /// <summary>The newest row of metadata: what a snapshot has to list.</summary>
    public long MetadataIndex { get; init; }

    /// <summary>The root; null before inception.</summary>
    public SignedMetadata<RootRole>? Root { get; init; }

    /// <summary>The top-level targets; null before inception.</summary>
    public SignedMetadata<TargetsRole>? Targets { get; init; }

    /// <summary>The registry that the targets list.</summary>
    public RegistryDocument? Registry { get; init; }

    /// <summary>The policy that the targets list.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>The duty officers' role; null until they submit it.</summary>
    public SignedMetadata<TargetsRole>? Emergency { get; init; }

    /// <summary>The notices that this role lists; none until it is submitted.</summary>
    public NoticesDocument Notices { get; init; } = NoticesDocument.Empty;

    /// <summary>The notices beside the present policy and targets: which are in force; null before inception.</summary>
    public NoticeBoard? NoticeBoard => Policy is null || Targets is null ? null : new(Notices, Policy, Targets.Signed.Version);

    /// <summary>The regions that submitted anything, by code.</summary>
    public ImmutableSortedDictionary<string, LoggedRegion> Regions { get; init; } =
        ImmutableSortedDictionary.Create<string, LoggedRegion>(StringComparer.Ordinal);

    /// <summary>The region with this code; an empty one when it submitted nothing.</summary>
    public LoggedRegion Region(string code) => Regions.TryGetValue(code, out var region) ? region : LoggedRegion.Empty;

    /// <summary>
    /// True when the present root's threshold signed the present targets. It does not between a root that changes
    /// the targets keys and the targets that follow it.
    /// </summary>
    public bool TargetsFollowRoot =>
        Root is not null && Targets is not null
        && TrustedMetadata.VerifyTopLevel(Root.Signed, RoleNames.Targets, Targets) is null;

    /// <summary>Adds a row.</summary>
    /// <param name="row">A row later than all that are in.</param>
    /// <param name="content">The bytes that a hash names.</param>
    /// <exception cref="InvalidDataException">What admission once let in cannot be read any more.</exception>
    public LoggedState With(AdmissionRow row, Func<string, byte[]?> content)
    {
        var next = row.Kind == AdmissionKind.Status ? WithStatusList(row) : WithMetadata(row, content);
        return next with
        {
            LogIndex = row.LogIndex,
            MetadataIndex = row.Kind == AdmissionKind.Metadata ? row.LogIndex : MetadataIndex,
        };
    }

    private LoggedState WithMetadata(AdmissionRow row, Func<string, byte[]?> content)
    {
        var files = new RowFiles(row, content);
        var (kind, code) = HubRole.Parse(row.Name) ?? throw files.Unreadable(row.Name);
        return kind switch
        {
            HubRoleKind.Root => this with { Root = files.Metadata(MetadataReader.Root) },
            HubRoleKind.Targets => this with
            {
                Targets = files.Metadata(MetadataReader.Targets),
                Registry = files.Document(RegistryDocument.Path, RegistryDocument.Read),
                Policy = files.Document(PolicyDocument.Path, PolicyDocument.Read),
            },
            HubRoleKind.Emergency => this with
            {
                Emergency = files.Metadata(MetadataReader.Targets),
                Notices = files.Document(NoticesDocument.Path, NoticesDocument.Read),
            },
            HubRoleKind.Region => WithRegion(code, WithRole(Region(code), code, files)),
            _ => WithRegion(code, Region(code) with
            {
                NodeRole = files.Metadata(MetadataReader.Targets),
                Node = files.Document(NodeDocument.PathOf(code), NodeDocument.Read),
            }),
        };
    }

    private static LoggedRegion WithRole(LoggedRegion region, string code, RowFiles files)
    {
        var role = files.Metadata(MetadataReader.Targets);
        return region with
        {
            Role = role,
            Issuers = files.Document(IssuersDocument.PathOf(code), IssuersDocument.Read),
            Parties = role.Signed.Targets.ContainsKey(PartiesDocument.PathOf(code)) ? files.Document(PartiesDocument.PathOf(code), PartiesDocument.Read) : null,
        };
    }

    private LoggedState WithStatusList(AdmissionRow row)
    {
        var code = PublicPaths.RegionOf(row.Files[0].Path);
        var region = Region(code);
        return WithRegion(code, region with { StatusVersions = region.StatusVersions.SetItem(row.Name, row.Version) });
    }

    private LoggedState WithRegion(string code, LoggedRegion region) => this with { Regions = Regions.SetItem(code, region) };
}
