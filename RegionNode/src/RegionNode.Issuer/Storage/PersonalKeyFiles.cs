using System.Security.Cryptography;
using Federation.Hosting;
using RegionNode.Issuer.Keys;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// The secrets under which personal data is sealed: <c>DIR/keys/personal-data-0001.key</c> and on, 32 random bytes in base64,
/// readable by their owner alone; under rehearsal <c>.test.key</c>. Who loses them loses the drivers' records; who has them
/// and the database reads everything. They are backed up apart from the database.
/// </summary>
internal sealed class PersonalKeyFiles(string dataDir, bool test)
{
    /// <summary>The first key, from which the index key comes; always needed.</summary>
    internal const int First = 1;

    private const string Prefix = "personal-data-";
    private const int SecretBytes = 32;

    private readonly string folder = Path.Combine(dataDir, "keys");
    private readonly string ending = test ? ".test.key" : ".key";

    internal string PathOf(int number) => Path.Combine(folder, $"{Prefix}{number:D4}{ending}");

    /// <summary>The numbers of the keys that exist, in order.</summary>
    internal IReadOnlyList<int> Numbers() => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, $"{Prefix}*{ending}")
            .Select(file => Path.GetFileName(file)[Prefix.Length..^ending.Length])
            .Select(text => text.Length == 4 && int.TryParse(text, out var number) ? number : 0)
            .Where(number => number > 0)
            .Order(),
    ];

    /// <summary>Makes the next key.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal int MakeNext()
    {
        var number = Numbers().DefaultIfEmpty(0).Max() + 1;
        OwnerOnlyFile.WriteNew(PathOf(number), System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)) + "\n"));
        return number;
    }

    /// <exception cref="StartRefusedException">The file is absent, unreadable or no key.</exception>
    internal byte[] Read(int number)
    {
        try
        {
            var secret = Convert.FromBase64String(File.ReadAllText(PathOf(number)).Trim());
            return secret.Length == SecretBytes ? secret : throw new StartRefusedException($"key '{PathOf(number)}': is not {SecretBytes} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new StartRefusedException($"key '{PathOf(number)}': {e.Message}");
        }
    }
}
