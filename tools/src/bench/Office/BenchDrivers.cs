using Demo.People;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Credentials;

namespace Federation.Bench.Office;

/// <summary>Synthetic Shanghai drivers by number: nobody has these names or numbers.</summary>
internal static class BenchDrivers
{
    /// <summary>The driver with that number, from 1.</summary>
    public static Driver Of(int number) =>
        new("示例", "基准", CitizenNumber.Complete($"3101011990{1 + number / 1000 % 12:D2}{1 + number / 12000 % 28:D2}{number % 1000:D3}"), $"3101{number:D8}", Region.Shanghai, "310100");
}
