using System.Security.Cryptography;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Callers;

/// <summary>
/// The keys of the systems that may sign tokens: <c>DIR/callers/NAME.pem</c>, one or (while a key is changed) more public keys, ES256,
/// SubjectPublicKeyInfo. Put there and taken away while the node runs: the folder is looked at again after <see cref="Kept"/>.
/// What is no such file counts for nothing.
/// </summary>
internal sealed class CallerKeys(NodeOptions options, TimeProvider clock)
{
    internal const string Folder = "callers";
    internal static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);
    private const string Ending = ".pem";
    private const int MostSystems = 256;
    private const int MostBytes = 4096;
    private readonly Lock gate = new();
    private Dictionary<string, IReadOnlyList<PublicKey>> known = [];
    private long? looked;

    /// <summary>The keys of a system; none where it is not registered.</summary>
    internal IReadOnlyList<PublicKey> Of(string system)
    {
        lock (gate)
        {
            if (looked is not { } then || clock.GetElapsedTime(then) > Kept)
                (known, looked) = (Read(), clock.GetTimestamp());
            return known.GetValueOrDefault(system, []);
        }
    }

    private Dictionary<string, IReadOnlyList<PublicKey>> Read()
    {
        var folder = Path.Combine(options.DataDir, Folder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Take(MostSystems)
                .Select(file => (System: Path.GetFileName(file)[..^Ending.Length], Keys: KeysIn(file)))
                .Where(entry => CallerToken.IsName(entry.System))
                .ToDictionary(entry => entry.System, entry => entry.Keys, StringComparer.Ordinal)
            : [];
    }

    private static IReadOnlyList<PublicKey> KeysIn(string file)
    {
        var keys = new List<PublicKey>();
        try
        {
            if (new FileInfo(file).Length > MostBytes)
                return [];
            var text = File.ReadAllText(file).AsSpan();
            while (PemEncoding.TryFind(text, out var block))
            {
                if (PublicKey.FromPem(text[block.Location].ToString()) is { Ok: true, Value: { Algorithm: SignatureAlgorithm.ES256 } key })
                    keys.Add(key);
                text = text[block.Location.End..];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
        return keys;
    }
}
