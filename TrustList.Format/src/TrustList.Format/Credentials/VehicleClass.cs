using System.Collections.Frozen;

namespace TrustList.Format.Credentials;

/// <summary>One class that the holder may drive.</summary>
/// <param name="Code">GA/T code, for example C1; one of <see cref="Codes"/>.</param>
/// <param name="IssueDate">When the class was first given.</param>
/// <param name="ExpiryDate">When it ends; null for long-term.</param>
public sealed record VehicleClass(string Code, DateOnly IssueDate, DateOnly? ExpiryDate)
{
    // ISO/IEC 18013-1 categories; the national classes decide, these are for foreign readers. SPEC.md §6.2.
    private static readonly FrozenDictionary<string, string?> Categories = new Dictionary<string, string?>
    {
        ["A1"] = "D", ["A2"] = "CE", ["A3"] = "D", ["B1"] = "D1", ["B2"] = "C",
        ["C1"] = "B", ["C2"] = "B", ["C3"] = null, ["C4"] = null, ["C5"] = "B", ["C6"] = "BE",
        ["D"] = "A", ["E"] = "A", ["F"] = "AM", ["M"] = null, ["N"] = null, ["P"] = null,
    }.ToFrozenDictionary();

    /// <summary>Every GA/T code.</summary>
    public static IReadOnlyCollection<string> Codes => Categories.Keys;

    /// <summary>The ISO category; null where there is none.</summary>
    public string? IsoCategory => Categories.GetValueOrDefault(Code);

    /// <summary>True for C2: automatic transmission only (ISO restriction code 78).</summary>
    public bool AutomaticOnly => Code == "C2";
}
