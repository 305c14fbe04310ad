using System.Text.Json;
using RegionNode.Issuer.Registry;
using TrustList.Format.Encoding;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>What goes along with a driver who moves (SPEC.md §14.4): the record with letters, points and photo as they count now. Personal data throughout.</summary>
/// <param name="FileNumber">Keeps the old region's digits for good.</param>
/// <param name="Record">As the registry's interface takes it; the photo and the letters are those of now.</param>
/// <param name="PhotoChangedAt">When the driver last changed the photo; null where it is the registry's.</param>
/// <param name="Salt">What hides the file number in the transfer's record.</param>
internal sealed record Dossier(string FileNumber, DriverRecordBody Record, DateTimeOffset? PhotoChangedAt, byte[] Salt)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
    };

    /// <summary>The same with letters and points of a later one.</summary>
    internal Dossier With(Dossier later) =>
        this with { Record = Record with { Letters = later.Record.Letters, Points = later.Record.Points, PointsClearDate = later.Record.PointsClearDate } };

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Null where it is not one.</summary>
    internal static Dossier? Read(byte[] bytes)
    {
        try
        {
            return bytes.Length <= Limits.DossierBytes && JsonSerializer.Deserialize<Dossier>(bytes, Json) is { Salt.Length: TransferRecord.SaltBytes } dossier ? dossier : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
