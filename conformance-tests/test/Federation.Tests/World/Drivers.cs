using Demo.People;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Credentials;

namespace Federation.Tests.World;

/// <summary>Synthetic Shanghai drivers: nobody has these names or numbers; each has a file number of its own.</summary>
public static class Drivers
{
    private static int last = 100;

    /// <summary>A driver that no other test knows.</summary>
    public static Driver Next()
    {
        var number = Interlocked.Increment(ref last);
        return new Driver("示例", "合成", CitizenNumber.Complete($"31010119900307{number % 1000:D3}"), $"3101{number:D8}", Region.Shanghai, "310100");
    }
}
