using System.Collections.Immutable;
using TrustList.Format.Encoding;
using M = TrustList.Format.Metadata.MetadataMembers;

namespace TrustList.Format.Metadata;

/// <summary>Reads the <c>signed</c> object of each role (TUF §4.3 to §4.6). Members not named here stay out of the model.</summary>
internal static class RoleReader
{
    // TUF §4.3: the four top-level roles; "mirrors" and the like are passed over.
    private static readonly string[] TopLevel = [RoleNames.Root, RoleNames.Timestamp, RoleNames.Snapshot, RoleNames.Targets];
    private const int MostTopLevelRoles = 16;

    public static RootRole Root(JsonFields signed)
    {
        var keys = signed.Map(M.Keys, Limits.MetadataKeys, MetadataKey.Read);
        var listed = signed.Map(M.Roles, MostTopLevelRoles, (_, role) => ReadKeys(role));
        var roles = new Dictionary<string, RoleKeys>(StringComparer.Ordinal);
        foreach (var name in TopLevel)
        {
            if (listed.TryGetValue(name, out var role))
                roles[name] = role;
            else
                signed.Refuse(DecodeFault.MissingField, $"roles.{name}");
        }
        var consistent = signed.Has(M.ConsistentSnapshot) && signed.Boolean(M.ConsistentSnapshot);
        return new RootRole(Version(signed), Expires(signed), keys, roles, consistent) { Suites = DemandedSuites.Read(signed) };
    }

    public static TimestampRole Timestamp(JsonFields signed)
        => new(Version(signed), Expires(signed), ReadMeta(signed.Object(M.Meta).Object(RoleNames.MetaName(RoleNames.Snapshot))));

    public static SnapshotRole Snapshot(JsonFields signed)
        => new(Version(signed), Expires(signed), signed.Map(M.Meta, Limits.MetadataEntries, (_, file) => ReadMeta(file)));

    public static TargetsRole Targets(JsonFields signed)
        => new(
            Version(signed), Expires(signed), signed.Map(M.Targets, Limits.MetadataEntries, (_, file) => ReadTarget(file)),
            signed.OptionalObject(M.Delegations) is { } delegations ? ReadDelegations(delegations) : null);

    private static long Version(JsonFields fields) => fields.Integer(M.Version, min: 1);

    private static DateTimeOffset Expires(JsonFields fields) => fields.Instant(M.Expires);

    private static MetaFile ReadMeta(JsonFields file)
    {
        var hashes = file.OptionalObject(M.Hashes);
        var (sha256, sha512) = hashes is null ? default : ReadHashes(hashes);
        // Stated hashes of which none can be checked must not pass for none stated.
        if (hashes is not null && sha256 is null && sha512 is null)
            file.Refuse(DecodeFault.BadValue, "no hash of a known kind");
        return new MetaFile(Version(file), file.OptionalInteger(M.Length, min: 1), sha256) { Sha512 = sha512 };
    }

    // A target file with hashes of unknown kinds alone stays listed, and no bytes are ever it.
    private static TargetFile ReadTarget(JsonFields file)
    {
        var hashes = file.Object(M.Hashes);
        var (sha256, sha512) = ReadHashes(hashes);
        if (hashes.Source.Count == 0)
            file.Refuse(DecodeFault.MissingField, $"{M.Hashes}.{M.Sha256}");
        return new TargetFile(file.Integer(M.Length), sha256 ?? string.Empty) { Sha512 = sha512 };
    }

    private static (string? Sha256, string? Sha512) ReadHashes(JsonFields hashes)
        => (hashes.Has(M.Sha256) ? hashes.Hex(M.Sha256, 32) : null, hashes.Has(M.Sha512) ? hashes.Hex(M.Sha512, 64) : null);

    private static Delegations ReadDelegations(JsonFields delegations)
    {
        var keys = delegations.Map(M.Keys, Limits.MetadataKeys, MetadataKey.Read);
        var roles = delegations.Objects(M.Roles, Limits.Delegations, ReadDelegated);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!roles.All(role => names.Add(role.Name)))
            delegations.Refuse(DecodeFault.DuplicateKey, "a delegated role twice");
        return new Delegations(keys, roles);
    }

    private static DelegatedRole ReadDelegated(JsonFields role)
    {
        var name = role.Text(M.Name, Limits.PathCharacters);
        if (RoleNames.IsTopLevel(name))
            role.Refuse(DecodeFault.BadValue, "a delegation to a top-level role");
        var paths = role.OptionalTexts(M.Paths, Limits.DelegationPaths, Limits.PathCharacters);
        var prefixes = role.OptionalTexts(M.PathHashPrefixes, Limits.DelegationPaths, Limits.PathCharacters);
        // TUF §4.5: exactly one of the two. Neither would mean everything or nothing, by whom you ask.
        if (paths.HasValue == prefixes.HasValue)
            role.Refuse(DecodeFault.BadValue, "a delegation needs either paths or path_hash_prefixes");
        return new DelegatedRole(name, ReadKeys(role), role.Boolean(M.Terminating), paths ?? [], prefixes ?? []);
    }

    // The threshold's sign is checked by MetadataReader, which has a fault of its own for it.
    private static RoleKeys ReadKeys(JsonFields role)
    {
        var keyIds = role.Texts(M.KeyIds, Limits.MetadataKeys, Limits.PathCharacters);
        if (keyIds.ToImmutableHashSet(StringComparer.Ordinal).Count != keyIds.Length)
            role.Refuse(DecodeFault.DuplicateKey, "a key identifier twice in one role");
        return new RoleKeys(keyIds, (int)role.Integer(M.Threshold, int.MinValue, int.MaxValue));
    }
}
