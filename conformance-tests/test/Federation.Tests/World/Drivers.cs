using Demo.People;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Credentials;

namespace Federation.Tests.World;

/// <summary>Synthetic drivers: nobody has these names or numbers; each has a file number of its own.</summary>
public static class Drivers
{
    private static int last = 100;

    /// <summary>A driver of Shanghai that no other test knows.</summary>
    public static Driver Next() => Next(Region.Shanghai);

    /// <summary>The same of another region.</summary>
    public static Driver Next(Region home)
    {
        var number = Interlocked.Increment(ref last);
        var prefix = home.Prefixes[0];
        return new Driver("示例", "合成", CitizenNumber.Complete($"{prefix}010119900307{number % 1000:D3}"), $"{prefix}01{number:D8}", home, $"{prefix}0100");
    }
}
