using System.Text.Json;
using System.Text.Json.Serialization;

namespace Federation.Hosting.Backups;

/// <summary>
/// What a backup holds, written last: a folder without one is no backup. It is signed by nobody; who keeps its digest
/// elsewhere can tell whether it was changed.
/// </summary>
public sealed record BackupManifest
{
    /// <summary>Its name in the folder.</summary>
    public const string Name = "manifest.json";

    /// <summary>The form that this program writes and reads.</summary>
    public const string PresentForm = "federation-backup/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary><see cref="PresentForm"/>.</summary>
    public required string Form { get; init; }

    /// <summary>Whose backup it is: TrustHub, RegionNode.Issuer, RegionNode.Gateway.</summary>
    public required string Program { get; init; }

    /// <summary>When it was begun, by the machine's clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>How many migrations its database has taken; 0: it holds no database.</summary>
    public required int Schema { get; init; }

    /// <summary>What the database holds, in numbers: the log's size and root, newest versions.</summary>
    public required SortedDictionary<string, string> Facts { get; init; }

    /// <summary>Every file, by its path with '/'.</summary>
    public required SortedDictionary<string, BackupFile> Files { get; init; }

    /// <summary>Its bytes.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads one.</summary>
    /// <exception cref="BackupRefusedException">ManifestUnreadable.</exception>
    public static BackupManifest Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(bytes, Json) is { Form: PresentForm } manifest
                ? manifest
                : throw new JsonException($"the form is not {PresentForm}");
        }
        catch (JsonException e)
        {
            throw new BackupRefusedException(BackupFault.ManifestUnreadable, e.Message, e);
        }
    }
}

/// <summary>A file of a backup.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its digest, lower-case hex.</param>
public sealed record BackupFile(long Bytes, string Sha256);
