namespace TrustList.Format.Metadata;

/// <summary>Member names of metadata files (TUF §4), shared by reader and writer.</summary>
internal static class MetadataMembers
{
    public const string Type = "_type";
    public const string SpecVersion = "spec_version";
    public const string Version = "version";
    public const string Expires = "expires";
    public const string ConsistentSnapshot = "consistent_snapshot";
    public const string Keys = "keys";
    public const string Roles = "roles";
    public const string Suites = "x-suites";
    public const string KeyIds = "keyids";
    public const string Threshold = "threshold";
    public const string KeyType = "keytype";
    public const string Scheme = "scheme";
    public const string KeyValue = "keyval";
    public const string Public = "public";
    public const string Meta = "meta";
    public const string Targets = "targets";
    public const string Length = "length";
    public const string Hashes = "hashes";
    public const string Sha256 = "sha256";
    public const string Sha512 = "sha512";
    public const string Delegations = "delegations";
    public const string Name = "name";
    public const string Terminating = "terminating";
    public const string Paths = "paths";
    public const string PathHashPrefixes = "path_hash_prefixes";
}
