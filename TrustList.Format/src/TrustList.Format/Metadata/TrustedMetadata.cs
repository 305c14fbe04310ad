namespace TrustList.Format.Metadata;

/// <summary>
/// The set of metadata that a client trusts, each step of the TUF client workflow (§5) applied. Holding one proves
/// that the root's chain of thresholds was followed from the anchor, and that every role in it was signed by the
/// threshold of its current delegator. Immutable.
/// </summary>
public sealed class TrustedMetadata
{
    /// <summary>The root in force.</summary>
    public RootRole Root => throw new NotImplementedException();

    /// <summary>The root's file.</summary>
    public SignedMetadata<RootRole> RootFile => throw new NotImplementedException();

    /// <summary>The newest timestamp, once loaded. It may have expired.</summary>
    public TimestampRole? Timestamp => throw new NotImplementedException();

    /// <summary>The timestamp's file.</summary>
    public SignedMetadata<TimestampRole>? TimestampFile => throw new NotImplementedException();

    /// <summary>The newest snapshot, once loaded. It may have expired.</summary>
    public SnapshotRole? Snapshot => throw new NotImplementedException();

    /// <summary>The snapshot's file.</summary>
    public SignedMetadata<SnapshotRole>? SnapshotFile => throw new NotImplementedException();

    /// <summary>The targets roles loaded, by name; <c>targets</c> is the top-level one.</summary>
    public IReadOnlyDictionary<string, SignedMetadata<TargetsRole>> TargetsRoles => throw new NotImplementedException();

    /// <summary>
    /// Whether a timestamp or snapshot key of the root this set started from was taken away since. A timestamp and
    /// snapshot stored before must then not be loaded (TUF §5.3.11): that is how a fast-forward attack is undone.
    /// </summary>
    public bool OnlineKeysRotated => throw new NotImplementedException();

    /// <summary>Starts from a trust anchor, or from the newest root stored earlier (TUF §5.2). It may have expired.</summary>
    public static TrustResult Start(ReadOnlyMemory<byte> root) => throw new NotImplementedException();

    /// <summary>Follows one root rotation (TUF §5.3.4 to §5.3.8). An expired intermediate root is followed.</summary>
    public TrustResult WithRoot(ReadOnlyMemory<byte> file) => throw new NotImplementedException();

    /// <summary>Whether the root in force can still be relied on (TUF §5.3.10): null, or <see cref="MetadataFault.Expired"/>.</summary>
    public MetadataFault? CheckRootExpiry(DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Loads a timestamp (TUF §5.4). One of the version already held changes nothing and succeeds.</summary>
    public TrustResult WithTimestamp(ReadOnlyMemory<byte> file, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Loads a snapshot (TUF §5.5).</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="now">The instant of the update.</param>
    /// <param name="stored">The bytes come from this client's own store: the timestamp may have moved on, so its hash and length are not compared.</param>
    public TrustResult WithSnapshot(ReadOnlyMemory<byte> file, DateTimeOffset now, bool stored = false) => throw new NotImplementedException();

    /// <summary>Loads the top-level targets (TUF §5.6).</summary>
    public TrustResult WithTargets(ReadOnlyMemory<byte> file, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Loads a delegated role, verified against its parent's delegation as it now stands (TUF §5.6.7).</summary>
    public TrustResult WithDelegated(string role, string parent, ReadOnlyMemory<byte> file, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Where a search for the path stands, in pre-order through the roles loaded (TUF §5.6.7, §5.7).</summary>
    public TargetSearch Search(string path) => throw new NotImplementedException();

    /// <summary>What the path must be, or null where no loaded role that may speak for it lists it.</summary>
    public TargetFile? Find(string path, out string role) => throw new NotImplementedException();

    /// <summary>Whether the threshold of a delegation signed the file: for whoever admits it without being a client.</summary>
    /// <returns>Null, <see cref="MetadataFault.NotDelegated"/> or <see cref="MetadataFault.BelowThreshold"/>.</returns>
    public static MetadataFault? VerifyDelegation(Delegations delegator, string role, SignedMetadata file) => throw new NotImplementedException();

    /// <summary>Whether the threshold of a top-level role signed the file.</summary>
    public static MetadataFault? VerifyTopLevel(RootRole root, string role, SignedMetadata file) => throw new NotImplementedException();
}
