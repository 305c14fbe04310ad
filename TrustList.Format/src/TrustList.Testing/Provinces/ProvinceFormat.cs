namespace TrustList.Testing.Provinces;

/// <summary>How a synthetic province is written.</summary>
public enum ProvinceFormat
{
    /// <summary>Comma-separated, under a header of police field names.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,
}
