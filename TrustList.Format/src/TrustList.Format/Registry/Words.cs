using System.Text.Json;

namespace TrustList.Format.Registry;

/// <summary>The closed vocabulary of an enumeration in JSON: its names, first letter in lower case.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    /// <summary>Word to value.</summary>
    internal static readonly IReadOnlyDictionary<string, T> All =
        Enum.GetValues<T>().ToDictionary(Of, value => value, StringComparer.Ordinal);

    /// <summary>The word for a value.</summary>
    internal static string Of(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
