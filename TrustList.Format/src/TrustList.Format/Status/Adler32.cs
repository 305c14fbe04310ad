namespace TrustList.Format.Status;

/// <summary>The checksum at the end of a zlib stream (RFC 1950 §8.2).</summary>
internal static class Adler32
{
    private const uint Modulus = 65_521;
    /// <summary>The most bytes before the sums must be reduced, lest they overflow 32 bits (zlib's NMAX).</summary>
    private const int Run = 5_552;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint low = 1, high = 0;
        while (!data.IsEmpty)
        {
            var run = data[..Math.Min(Run, data.Length)];
            foreach (var b in run)
            {
                low += b;
                high += low;
            }
            low %= Modulus;
            high %= Modulus;
            data = data[run.Length..];
        }
        return (high << 16) | low;
    }
}
