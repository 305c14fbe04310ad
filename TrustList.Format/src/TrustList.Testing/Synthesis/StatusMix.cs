namespace TrustList.Testing.Synthesis;

/// <summary>How often entries are exceptions, and of which values: synthetic, no region's real figures.</summary>
/// <param name="Rate">The chance that an entry is an exception.</param>
/// <param name="Shares">The values with their shares of the exceptions, summing to 1.</param>
public sealed record StatusMix(double Rate, IReadOnlyList<(byte Value, double Share)> Shares)
{
    /// <summary>Seven statuses at 1, 1, 0.6 and four times 0.1 per cent: 3 per cent together.</summary>
    public static StatusMix Three { get; } = new(0.03,
        [(0x1, 1 / 3.0), (0x2, 1 / 3.0), (0x3, 0.2), (0xC, 1 / 30.0), (0xD, 1 / 30.0), (0x4, 1 / 30.0), (0x5, 1 / 30.0)]);

    /// <summary>The same statuses at another rate.</summary>
    public StatusMix At(double rate) => this with { Rate = rate };

    /// <summary>A value drawn by the shares.</summary>
    public byte Draw(SeededGenerator generator)
    {
        var point = generator.NextUnit();
        foreach (var (value, share) in Shares)
        {
            if ((point -= share) < 0)
                return value;
        }
        return Shares[0].Value;
    }
}
