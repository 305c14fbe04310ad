using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>
/// The set of metadata that a client trusts, each step of the TUF client workflow (§5) applied (SPEC.md §4.6). Holding
/// one proves that the root's chain of thresholds was followed from the anchor, and that every role in it was signed
/// by the threshold of its current delegator. Immutable.
/// </summary>
public sealed record TrustedMetadata
{
    private TrustedMetadata(SignedMetadata<RootRole> root) => RootFile = root;

    /// <summary>The root in force.</summary>
    public RootRole Root => RootFile.Signed;

    /// <summary>The root's file.</summary>
    public SignedMetadata<RootRole> RootFile { get; private init; }

    /// <summary>The newest timestamp, once loaded. It may have expired.</summary>
    public TimestampRole? Timestamp => TimestampFile?.Signed;

    /// <summary>The timestamp's file.</summary>
    public SignedMetadata<TimestampRole>? TimestampFile { get; private init; }

    /// <summary>The newest snapshot, once loaded. It may have expired, or be older than the timestamp says.</summary>
    public SnapshotRole? Snapshot => SnapshotFile?.Signed;

    /// <summary>The snapshot's file.</summary>
    public SignedMetadata<SnapshotRole>? SnapshotFile { get; private init; }

    /// <summary>The targets roles loaded, by name; <c>targets</c> is the top-level one.</summary>
    public IReadOnlyDictionary<string, SignedMetadata<TargetsRole>> TargetsRoles => Tree.Files;

    /// <summary>
    /// Whether a timestamp or snapshot key of the root this set started from was taken away since. A timestamp and
    /// snapshot stored before must then not be loaded (TUF §5.3.11): that is how a fast-forward attack is undone.
    /// </summary>
    public bool OnlineKeysRotated { get; private init; }

    private DelegationTree Tree { get; init; } = DelegationTree.Empty;

    private int Rotations { get; init; }

    private IForeignKeys? Foreign { get; init; }

    /// <summary>Starts from a trust anchor, or from the newest root stored earlier (TUF §5.2). It may have expired.</summary>
    /// <param name="root">The root's file.</param>
    /// <param name="foreign">Keys of further types that count, for a client of another repository than the trust list.</param>
    public static TrustResult Start(ReadOnlyMemory<byte> root, IForeignKeys? foreign = null)
    {
        var read = MetadataReader.ReadRoot(root);
        if (read.File is not { } file)
            return Fail(read.Fault, read.Detail);
        var started = new TrustedMetadata(file) { Foreign = foreign };
        return started.Verify(file.Signed, RoleNames.Root, file) is { } fault
            ? Fail(fault, "the root is not signed by its own threshold")
            : Succeed(started);
    }

    /// <summary>
    /// Takes the timestamp, and the snapshot beside it, that this client stored when it trusted them: floors against
    /// rollback (TUF §5.4.3, §5.5.5), expired or not. Nothing that has expired, or that the next timestamp does not
    /// name, can be built on. A snapshot that the root in force does not vouch for says that online keys were rotated
    /// since: then neither serves (§5.3.11). One that cannot be read is passed over.
    /// </summary>
    public TrustResult WithFloors(ReadOnlyMemory<byte> timestamp, ReadOnlyMemory<byte>? snapshot)
    {
        var read = MetadataReader.ReadTimestamp(timestamp);
        if (read.File is not { } heldTimestamp)
            return Fail(read.Fault, read.Detail);
        var heldSnapshot = snapshot is { } bytes ? MetadataReader.ReadSnapshot(bytes).File : null;
        if ((Verify(Root, RoleNames.Timestamp, heldTimestamp)
                ?? (heldSnapshot is null ? null : Verify(Root, RoleNames.Snapshot, heldSnapshot))) is { } fault)
            return Fail(fault, "stored under other keys");
        return Succeed(this with { TimestampFile = heldTimestamp, SnapshotFile = heldSnapshot, Tree = DelegationTree.Empty });
    }

    /// <summary>
    /// Follows one root rotation (TUF §5.3.4 to §5.3.8). An expired intermediate root is followed. What was loaded is
    /// kept only as far as the new root still vouches for it; targets roles are to be loaded again.
    /// </summary>
    public TrustResult WithRoot(ReadOnlyMemory<byte> file)
    {
        if (Rotations >= Limits.RootRotations)
            return Fail(MetadataFault.TooManyRoots, $"more than {Limits.RootRotations} rotations in one run");
        var read = MetadataReader.ReadRoot(file);
        if (read.File is not { } next)
            return Fail(read.Fault, read.Detail);
        // §5.3.4: signed by the threshold of the trusted root and by its own.
        if (Verify(Root, RoleNames.Root, next) is { } byOld)
            return Fail(byOld, $"root {next.Signed.Version} is not signed by the threshold of root {Root.Version}");
        if (Verify(next.Signed, RoleNames.Root, next) is { } byNew)
            return Fail(byNew, $"root {next.Signed.Version} is not signed by its own threshold");
        // §5.3.5: exactly the next version.
        if (next.Signed.Version <= Root.Version)
            return Fail(MetadataFault.Rollback, $"root {next.Signed.Version} after root {Root.Version}");
        if (next.Signed.Version != Root.Version + 1)
            return Fail(MetadataFault.VersionMismatch, $"root {next.Signed.Version} after root {Root.Version}");
        // §5.3.6 and §5.3.7: its expiry does not matter yet. §5.3.8: it is the trusted root from here.
        var rotated = LostKey(Root, next.Signed, RoleNames.Timestamp) || LostKey(Root, next.Signed, RoleNames.Snapshot);
        // §5.3.11: with rotated keys both are forgotten. Kept ones must satisfy the new root as well.
        var keepTimestamp = !rotated && IsSignedUnder(next.Signed, RoleNames.Timestamp, TimestampFile);
        var keepSnapshot = keepTimestamp && IsSignedUnder(next.Signed, RoleNames.Snapshot, SnapshotFile);
        return Succeed(this with
        {
            RootFile = next,
            TimestampFile = keepTimestamp ? TimestampFile : null,
            SnapshotFile = keepSnapshot ? SnapshotFile : null,
            Tree = DelegationTree.Empty,
            OnlineKeysRotated = OnlineKeysRotated || rotated,
            Rotations = Rotations + 1,
        });
    }

    /// <summary>Whether the root in force can still be relied on (TUF §5.3.10): null, or <see cref="MetadataFault.Expired"/>.</summary>
    public MetadataFault? CheckRootExpiry(DateTimeOffset now) => Root.IsExpired(now) ? MetadataFault.Expired : null;

    /// <summary>Loads a timestamp (TUF §5.4). One of the version already held changes nothing and succeeds.</summary>
    public TrustResult WithTimestamp(ReadOnlyMemory<byte> file, DateTimeOffset now)
    {
        if (CheckRootExpiry(now) is { } rootFault)
            return Fail(rootFault, $"root {Root.Version} expired");
        var read = MetadataReader.ReadTimestamp(file);
        if (read.File is not { } next)
            return Fail(read.Fault, read.Detail);
        // §5.4.2: signed by root's threshold for the role.
        if (Verify(Root, RoleNames.Timestamp, next) is { } fault)
            return Fail(fault, $"timestamp {next.Signed.Version}");
        if (Timestamp is { } held)
        {
            // §5.4.3: never back; the same version is no news.
            if (next.Signed.Version < held.Version)
                return Fail(MetadataFault.Rollback, $"timestamp {next.Signed.Version} after {held.Version}");
            if (next.Signed.Version == held.Version)
                return Expiring(this, held, now, RoleNames.Timestamp);
            if (next.Signed.Snapshot.Version < held.Snapshot.Version)
                return Fail(MetadataFault.Rollback, $"timestamp names snapshot {next.Signed.Snapshot.Version} after {held.Snapshot.Version}");
        }
        // §5.4.4: an expired one is kept as a floor only.
        var sameSnapshot = next.Signed.Snapshot == Timestamp?.Snapshot;
        var state = this with { TimestampFile = next, Tree = sameSnapshot ? Tree : DelegationTree.Empty };
        return Expiring(state, next.Signed, now, RoleNames.Timestamp);
    }

    /// <summary>Loads a snapshot (TUF §5.5).</summary>
    public TrustResult WithSnapshot(ReadOnlyMemory<byte> file, DateTimeOffset now)
    {
        if (CheckTimestamp(now) is { Fault: not null } early)
            return early;
        var listed = Timestamp!.Snapshot;
        // §5.5.2: what the timestamp says of it.
        if (ListedFile.Check(listed, file.Span) is { } mismatch)
            return Fail(mismatch, "not the snapshot that the timestamp names");
        var read = MetadataReader.ReadSnapshot(file);
        if (read.File is not { } next)
            return Fail(read.Fault, read.Detail);
        // §5.5.3: signed by root's threshold for the role.
        if (Verify(Root, RoleNames.Snapshot, next) is { } fault)
            return Fail(fault, $"snapshot {next.Signed.Version}");
        // §5.5.5: nothing listed before is dropped or lowered.
        if (Snapshot?.Meta.FirstOrDefault(old => Regresses(old, next.Signed)) is { Key: { } role })
            return Fail(MetadataFault.Rollback, $"snapshot {next.Signed.Version} drops or lowers {role}");
        // §5.5.4: exactly the version that the timestamp names.
        if (next.Signed.Version != listed.Version)
            return Fail(MetadataFault.VersionMismatch, $"snapshot {next.Signed.Version}, timestamp names {listed.Version}");
        // §5.5.6: an expired one is kept as a floor only.
        return Expiring(this with { SnapshotFile = next, Tree = DelegationTree.Empty }, next.Signed, now, RoleNames.Snapshot);
    }

    /// <summary>Loads the top-level targets (TUF §5.6.2 to §5.6.6).</summary>
    public TrustResult WithTargets(ReadOnlyMemory<byte> file, DateTimeOffset now)
        => Load(
            RoleNames.Targets, file, now,
            next => Verify(Root, RoleNames.Targets, next),
            DelegationTree.Of);

    /// <summary>
    /// Loads a delegated role, verified against its parent's delegation as it now stands (TUF §5.6.7). Roles loaded
    /// through an earlier version of it are to be loaded again.
    /// </summary>
    public TrustResult WithDelegated(string role, string parent, ReadOnlyMemory<byte> file, DateTimeOffset now)
    {
        if (!Tree.Files.TryGetValue(parent, out var delegator) || delegator.Signed.Delegations is not { } delegations)
            return Fail(MetadataFault.NotDelegated, $"{parent} delegates nothing that is loaded");
        if (Tree.IsAncestor(role, parent))
            return Fail(MetadataFault.NotDelegated, $"{role} delegates to itself");
        if (Tree.Files.Count >= Limits.Delegations)
            return Fail(MetadataFault.TooManyDelegations, $"more than {Limits.Delegations} roles");
        return Load(role, file, now, next => Verify(delegations, role, next), next => Tree.With(role, parent, next));
    }

    /// <summary>Where a search for the path stands, in pre-order through the roles loaded (TUF §5.6.7).</summary>
    public TargetSearch Search(string path) => Tree.Search(path, Verify);

    /// <summary>What the path must be, or null where no loaded role that may speak for it lists it.</summary>
    public TargetFile? Find(string path, out string role)
    {
        var search = Search(path);
        role = search.File is null ? string.Empty : search.Role!;
        return search.File;
    }

    /// <summary>Whether the threshold of a delegation signed the file: for whoever admits it without being a client.</summary>
    /// <returns>Null, <see cref="MetadataFault.NotDelegated"/> or <see cref="MetadataFault.BelowThreshold"/>.</returns>
    public static MetadataFault? VerifyDelegation(Delegations delegator, string role, SignedMetadata file)
        => Verify(delegator.Keys, delegator.Find(role)?.Keys, file, null);

    /// <summary>Whether the threshold that root sets for a top-level role signed the file, and for root and targets each suite that root demands.</summary>
    /// <returns>Null, <see cref="MetadataFault.NotDelegated"/>, <see cref="MetadataFault.BelowThreshold"/> or <see cref="MetadataFault.BelowSuites"/>.</returns>
    public static MetadataFault? VerifyTopLevel(RootRole root, string role, SignedMetadata file)
        => Verify(root, role, file, null);

    private MetadataFault? Verify(Delegations delegator, string role, SignedMetadata file)
        => Verify(delegator.Keys, delegator.Find(role)?.Keys, file, Foreign);

    private MetadataFault? Verify(RootRole root, string role, SignedMetadata file)
        => Verify(root, role, file, Foreign);

    private static MetadataFault? Verify(RootRole root, string role, SignedMetadata file, IForeignKeys? foreign)
        => Verify(root.Keys, root.Roles.GetValueOrDefault(role), file, foreign)
            ?? (DemandedSuites.AreMet(root, role, file) ? null : MetadataFault.BelowSuites);

    private static MetadataFault? Verify(IReadOnlyDictionary<string, MetadataKey> keys, RoleKeys? role, SignedMetadata file, IForeignKeys? foreign)
    {
        if (role is null)
            return MetadataFault.NotDelegated;
        return SignatureThreshold.IsReached(keys, role, file, foreign) ? null : MetadataFault.BelowThreshold;
    }

    private TrustResult Load(
        string role, ReadOnlyMemory<byte> file, DateTimeOffset now,
        Func<SignedMetadata, MetadataFault?> verify, Func<SignedMetadata<TargetsRole>, DelegationTree> grow)
    {
        if (CheckSnapshot(now) is { Fault: not null } early)
            return early;
        // §5.6.2: what the snapshot says of it.
        if (!Snapshot!.Meta.TryGetValue(RoleNames.MetaName(role), out var listed))
            return Fail(MetadataFault.NotListed, $"the snapshot does not list {role}");
        if (ListedFile.Check(listed, file.Span) is { } mismatch)
            return Fail(mismatch, $"not the {role} that the snapshot names");
        var read = MetadataReader.ReadTargets(file);
        if (read.File is not { } next)
            return Fail(read.Fault, read.Detail);
        // §5.6.3: signed by the threshold of its delegator.
        if (verify(next) is { } fault)
            return Fail(fault, $"{role} {next.Signed.Version}");
        // §5.6.4: exactly the version that the snapshot names.
        if (next.Signed.Version != listed.Version)
            return Fail(MetadataFault.VersionMismatch, $"{role} {next.Signed.Version}, snapshot names {listed.Version}");
        // §5.6.5: delegated roles expire like any other.
        return next.Signed.IsExpired(now)
            ? Fail(MetadataFault.Expired, $"{role} {next.Signed.Version} expired")
            : Succeed(this with { Tree = grow(next) });
    }

    private TrustResult CheckTimestamp(DateTimeOffset now)
        => Timestamp is { } timestamp
            ? CheckRootExpiry(now) is { } fault ? Fail(fault, $"root {Root.Version} expired") : Expiring(this, timestamp, now, RoleNames.Timestamp)
            : Fail(MetadataFault.OutOfOrder, "no timestamp loaded");

    private TrustResult CheckSnapshot(DateTimeOffset now)
    {
        if (CheckTimestamp(now) is { Fault: not null } early)
            return early with { Next = null };
        if (SnapshotFile is not { } snapshot)
            return Fail(MetadataFault.OutOfOrder, "no snapshot loaded");
        if (snapshot.Signed.Version != Timestamp!.Snapshot.Version || ListedFile.Check(Timestamp.Snapshot, snapshot) is not null)
            return Fail(MetadataFault.VersionMismatch, "the snapshot is not the one that the timestamp names");
        return Expiring(this, snapshot.Signed, now, RoleNames.Snapshot) with { Next = null };
    }

    private static bool Regresses(KeyValuePair<string, MetaFile> old, SnapshotRole next)
        => !next.Meta.TryGetValue(old.Key, out var listed) || listed.Version < old.Value.Version;

    private static bool LostKey(RootRole old, RootRole next, string role)
        => old.Roles[role].KeyIds.Except(next.Roles[role].KeyIds, StringComparer.Ordinal).Any();

    private bool IsSignedUnder(RootRole root, string role, SignedMetadata? file)
        => file is not null && Verify(root, role, file) is null;

    private static TrustResult Expiring(TrustedMetadata state, SignedRole role, DateTimeOffset now, string name)
        => role.IsExpired(now) ? new TrustResult(state, MetadataFault.Expired, $"{name} {role.Version} expired") : Succeed(state);

    private static TrustResult Succeed(TrustedMetadata state) => new(state, null, string.Empty);

    private static TrustResult Fail(MetadataFault fault, string detail) => new(null, fault, detail);
}
