using TrustList.Format.Registry;

namespace TrustList.Testing;

/// <summary>Relying parties for tests; names and keys are made up.</summary>
public static class SampleParties
{
    /// <summary>A party that is active from the given instant for a year, for roadside checks unless told otherwise.</summary>
    public static Party Party(string id, DateTimeOffset from, params Purpose[] purposes) => new()
    {
        Id = id,
        NameZh = $"测试单位 {id}",
        NameEn = $"Test party {id}",
        Purposes = purposes.Length == 0 ? [Purpose.Roadside] : [.. purposes],
        PerSecond = 1_000,
        PerDay = 1_000_000,
        From = from,
        Until = from.AddYears(1),
        History = [new(PartyState.Active, from, "Registered by the test")],
    };

    /// <summary>A region's document of these parties.</summary>
    public static PartiesDocument Document(string region, params Party[] parties) => new() { Region = region, Parties = [.. parties] };
}
