using System.Collections.Immutable;
using Federation.Hosting;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustHub.Publishing;

/// <summary>
/// The hub's signing keys: every <c>*snapshot*.pem</c> and <c>*timestamp*.pem</c> in the folder <c>keys</c>. Which of
/// them sign is for the root to say, so that a new key is added beside the old one before the root names it.
/// </summary>
public sealed class HubKeys
{
    private readonly ImmutableArray<ISigner> _snapshot;
    private readonly ImmutableArray<ISigner> _timestamp;

    private HubKeys(ImmutableArray<ISigner> snapshot, ImmutableArray<ISigner> timestamp) =>
        (_snapshot, _timestamp) = (snapshot, timestamp);

    /// <summary>Reads the keys of a data folder.</summary>
    /// <exception cref="StartRefusedException">A key is missing or unreadable, with every error.</exception>
    public static HubKeys Load(string dataDir)
    {
        var errors = new List<string>();
        var keys = new HubKeys(Read(dataDir, RoleNames.Snapshot, errors), Read(dataDir, RoleNames.Timestamp, errors));
        return errors.Count == 0 ? keys : throw new StartRefusedException(errors);
    }

    /// <summary>The keys of ours that a root names for a role, snapshot or timestamp. Empty: the hub may not sign it.</summary>
    public ImmutableArray<ISigner> SignersOf(RootRole root, string role) =>
        root.Roles.TryGetValue(role, out var named)
            ? [.. (role == RoleNames.Snapshot ? _snapshot : _timestamp).Where(key => named.KeyIds.Contains(MetadataKey.Of(key.PublicKey).KeyId))]
            : [];

    /// <summary>What keeps the hub from signing under this root; null when it can.</summary>
    public string? Missing(RootRole root)
    {
        string[] roles = [RoleNames.Snapshot, RoleNames.Timestamp];
        var lacking = Array.FindAll(roles, role => SignersOf(root, role).Length < Math.Max(1, root.Roles.GetValueOrDefault(role)?.Threshold ?? 1));
        return lacking.Length == 0 ? null : $"the root does not let this hub's keys sign {string.Join(" and ", lacking)}";
    }

    private static ImmutableArray<ISigner> Read(string dataDir, string role, List<string> errors)
    {
        var signers = ImmutableArray.CreateBuilder<ISigner>();
        foreach (var file in KeyFolder.Find(dataDir, role))
        {
            if (SoftwareSigner.FromPkcs8Pem(File.ReadAllText(file)) is { Ok: true } signer)
                signers.Add(signer.Value);
            else
                errors.Add($"{file}: not a private key in PKCS#8 PEM");
        }
        if (signers.Count == 0 && errors.Count == 0)
            errors.Add($"{KeyFolder.Of(dataDir)} holds no {role} key: make the keys with 'TrustHub incept --data {dataDir}'");
        return signers.ToImmutable();
    }
}
