namespace Demo.World;

/// <summary>Where a program runs. Every program listens on loopback; a host of its own has a loopback of its own, and an address by which others reach it.</summary>
public class Place
{
    /// <summary>This machine: everybody shares one loopback.</summary>
    public static Place Loopback { get; } = new();

    /// <summary>The words before a program's own that start it here.</summary>
    public virtual IReadOnlyList<string> Before => [];

    /// <summary>What programs elsewhere call an address on loopback here.</summary>
    public virtual Uri Seen(Uri own) => own;

    /// <summary>A program here will listen on this address of loopback.</summary>
    public virtual void Expect(Uri own)
    {
    }
}
