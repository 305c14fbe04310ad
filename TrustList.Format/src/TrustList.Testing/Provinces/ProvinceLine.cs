namespace TrustList.Testing.Provinces;

/// <summary>One line of a synthetic province.</summary>
/// <param name="Index">From 0; the header of a CSV file is not counted.</param>
/// <param name="FileNumber">The file number it is about, also where the line itself spells it wrongly.</param>
/// <param name="Bytes">UTF-8, without the line feed.</param>
/// <param name="Refusal">The reason for which an importer must refuse it; null: it is sound.</param>
public sealed record ProvinceLine(long Index, string FileNumber, byte[] Bytes, string? Refusal);
