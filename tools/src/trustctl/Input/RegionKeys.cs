using System.CommandLine;
using TrustList.Format.Signing;
using TrustList.Sync;

namespace Trustctl;

/// <summary>The status keys by which a region's signed statements are checked: one key from a file, or those of the trust list in a folder.</summary>
internal sealed class RegionKeys
{
    private readonly Option<string?> key = new("--key") { Description = "The region's status key, SPKI PEM" };
    private readonly Option<string?> state = new("--state") { Description = "A folder that trustctl sync keeps: the keys are those of its trust list" };

    public void AddTo(Command command)
    {
        command.Add(key);
        command.Add(state);
    }

    /// <summary>The key of a region and id, whatever became of it since; null: none is known. One of both options is needed.</summary>
    public Func<string, string, PublicKey?> Read(ParseResult parsed, DateTimeOffset now)
    {
        var (file, folder) = (parsed.GetValue(key), parsed.GetValue(state));
        if (file is null == folder is null) throw new UsageException("Want --key FILE or --state FOLDER.");
        if (file is not null)
        {
            var only = Keys.Public(file);
            return (_, _) => only;
        }

        var trust = TrustClient.Load(TrustStore.Open(folder!), now).State ?? throw new StopException(ExitCode.Undecided, $"{folder}: no trust list");
        return (region, keyId) => trust.Issuers.TryGetValue(region, out var issuers) && issuers.FindStatusKey(keyId) is { } record
            && PublicKey.FromSpki(record.Spki.Span) is { Ok: true, Value: var known } ? known : null;
    }
}
