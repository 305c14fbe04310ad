using Demo.People;
using Federation.Ceremonies.RollOut;

namespace Federation.Tests.World;

/// <summary>Synthetic drivers: nobody has these names or numbers; each has a file number of its own.</summary>
public static class Drivers
{
    private static int last = 100;

    /// <summary>A driver of Shanghai that no other test knows.</summary>
    public static Driver Next() => Next(Region.Shanghai);

    /// <summary>The same of another region.</summary>
    public static Driver Next(Region home) => Driver.Synthetic(home, Interlocked.Increment(ref last));
}
