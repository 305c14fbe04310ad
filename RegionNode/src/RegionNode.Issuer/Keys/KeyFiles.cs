namespace RegionNode.Issuer.Keys;

/// <summary>
/// Where the node's private keys lie: <c>DIR/keys/NAME.pem</c>, readable by their owner alone.
/// Under rehearsal every name ends in <c>.test.pem</c>, so that a test key is never taken for a real one.
/// </summary>
internal sealed class KeyFiles(string dataDir, bool test)
{
    /// <summary>The setting that says that keys are test keys.</summary>
    internal const string TestSetting = "Rehearsal:KeysAreTest";

    internal const string Status = "status";
    internal const string NodeRole = "node-role";
    internal const string Witness = "witness";
    internal const string Tls = "tls";
    private const string DocumentSignerPrefix = "document-signer-";
    private const string StatusPrefix = "status-";

    /// <summary>The node's folder.</summary>
    internal string DataDir => dataDir;

    /// <summary>Whether these are test keys.</summary>
    internal bool Test => test;

    private readonly string folder = Path.Combine(dataDir, "keys");
    private readonly string ending = test ? ".test.pem" : ".pem";

    internal string PathOf(string name) => Path.Combine(folder, name + ending);

    internal static string DocumentSigner(int number) => DocumentSignerPrefix + number.ToString("D4", null);

    /// <summary>The numbers of the document-signer keys that exist, in order.</summary>
    internal IReadOnlyList<int> DocumentSignerNumbers() => Numbers(DocumentSignerPrefix);

    /// <summary>The status keys that exist, in order; the first has no number.</summary>
    internal IReadOnlyList<string> StatusNames() => [Status, .. Numbers(StatusPrefix).Select(NumberedStatus)];

    /// <summary>The name of the next status key.</summary>
    internal string NextStatus() => NumberedStatus(Numbers(StatusPrefix).DefaultIfEmpty(1).Max() + 1);

    private static string NumberedStatus(int number) => StatusPrefix + number.ToString("D4", null);

    private IReadOnlyList<int> Numbers(string prefix)
    {
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.EnumerateFiles(folder, prefix + "*.pem")
            .Select(file => Path.GetFileName(file)[prefix.Length..])
            .Where(rest => rest.EndsWith(ending, StringComparison.Ordinal))
            .Select(rest => int.TryParse(rest[..^ending.Length], out var number) ? number : 0)
            .Where(number => number > 0)
            .Order()];
    }

    internal string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Writes a new key; never replaces one.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    internal void WriteNew(string name, string pkcs8Pem) =>
        OwnerOnlyFile.WriteNew(PathOf(name), System.Text.Encoding.ASCII.GetBytes(pkcs8Pem));
}
