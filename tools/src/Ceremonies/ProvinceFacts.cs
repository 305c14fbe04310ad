using System.Text.Json.Serialization;

namespace Federation.Ceremonies;

/// <summary>What a province's folder says of its region.</summary>
internal sealed record ProvinceFacts(string Code, string Name, string Iso3166)
{
    public string CrlUri => $"http://127.0.0.1/crl/{Code}.crl";

    public string Contact => "https://example.invalid/";
}

/// <summary>Its JSON, made when the program is compiled: a native program has no reflection for it.</summary>
[JsonSerializable(typeof(ProvinceFacts))]
internal sealed partial class ProvinceJson : JsonSerializerContext;
