using TrustList.Testing;

namespace TrustList.Format.Tests;

/// <summary>Bytes mutated from a good sample: flips, cuts, insertions, repeats, numbers at their limits.</summary>
public static class Mutations
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x17, 0x18, 0x1B, 0x1F, 0x5F, 0x7F, 0x80, 0x9F, 0xBF, 0xDF, 0xF6, 0xFF, (byte)'{', (byte)'"', (byte)'\\', (byte)'-'];

    /// <summary>Runs the check over so many mutants; a failure names the mutant's number and the seed.</summary>
    public static void Of(byte[] sample, ulong seed, int count, Action<byte[]> check)
    {
        var generator = new SeededGenerator(seed);
        for (var i = 0; i < count; i++)
        {
            var mutant = Mutate(sample, generator);
            try
            {
                check(mutant);
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"mutant {i} of seed {seed}: {Convert.ToHexString(mutant)}", e);
            }
        }
    }

    private static byte[] Mutate(byte[] sample, SeededGenerator generator)
    {
        var bytes = sample.ToList();
        for (var edits = 1 + generator.Next(3); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = generator.Next(bytes.Count);
            switch (generator.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << generator.Next(8));
                    break;
                case 1:
                    bytes[at] = generator.Pick(Telling);
                    break;
                case 2:
                    bytes.Insert(at, generator.Pick(Telling));
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + generator.Next(8)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + generator.Next(32))));
                    break;
            }
        }
        return [.. bytes];
    }
}
