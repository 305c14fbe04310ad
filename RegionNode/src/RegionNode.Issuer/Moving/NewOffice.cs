using System.Text.Json;

namespace RegionNode.Issuer.Moving;

/// <summary>The new office as the table of moves holds it.</summary>
internal static class NewOffice
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static string Write(NewOfficeBody office) => JsonSerializer.Serialize(office, Json);

    internal static NewOfficeBody Read(string stored) => JsonSerializer.Deserialize<NewOfficeBody>(stored, Json)!;
}
