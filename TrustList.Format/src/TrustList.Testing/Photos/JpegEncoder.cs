namespace TrustList.Testing.Photos;

/// <summary>
/// A small JPEG encoder for test photos (ITU-T T.81): three components without subsampling, the tables of annex K at about quality
/// 85; baseline, or progressive with one scan for DC and one of AC for each component.
/// </summary>
internal sealed class JpegEncoder(SyntheticPhoto photo)
{
    private const int Side = 8;
    private const int Components = 3;
    private readonly MemoryStream output = new();
    private int bitBuffer, bitCount;

    internal byte[] Encode()
    {
        output.Write([0xFF, 0xD8]);
        if (photo.Dpi > 0)
            Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, High(photo.Dpi), Low(photo.Dpi), High(photo.Dpi), Low(photo.Dpi), 0, 0]);
        if (photo.App1 is { } app1)
            Segment(0xE1, app1);
        Segment(0xFE, "SYNTHETIC: nobody is shown"u8.ToArray());
        Segment(0xDB, [0, .. JpegTables.Quantization]);
        Segment(photo.Progressive ? (byte)0xC2 : (byte)0xC0,
            [8, High(photo.Height), Low(photo.Height), High(photo.Width), Low(photo.Width), Components, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
        Segment(0xC4, [0x00, .. JpegTables.DcLengths, .. JpegTables.DcSymbols]);
        Segment(0xC4, [0x10, .. JpegTables.AcLengths, .. JpegTables.AcSymbols]);
        var blocks = Blocks();
        if (photo.Progressive)
        {
            Scan([1, 2, 3], 0, 0, blocks);
            foreach (var component in new[] { 1, 2, 3 })
                Scan([component], 1, 63, blocks);
        }
        else
        {
            Scan([1, 2, 3], 0, 63, blocks);
        }
        output.Write([0xFF, 0xD9]);
        return output.ToArray();
    }

    private void Scan(int[] components, int first, int last, int[][,] blocks)
    {
        Segment(0xDA, [(byte)components.Length, .. components.SelectMany(c => new byte[] { (byte)c, 0 }), (byte)first, (byte)last, 0]);
        var previous = new int[Components];
        for (var block = 0; block < blocks[0].GetLength(0); block++)
        {
            foreach (var component in components)
                Block(blocks[component - 1], block, first, last, ref previous[component - 1]);
        }
        if (bitCount > 0)
            Bits((1 << (8 - bitCount)) - 1, 8 - bitCount);
        (bitBuffer, bitCount) = (0, 0);
    }

    private void Block(int[,] coefficients, int block, int first, int last, ref int previous)
    {
        if (first == 0)
        {
            Coefficient(JpegTables.Dc, 0, coefficients[block, 0] - previous);
            previous = coefficients[block, 0];
        }
        var zeros = 0;
        for (var i = Math.Max(first, 1); i <= last; i++)
        {
            if (coefficients[block, i] == 0)
            {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16)
                Code(JpegTables.Ac, 0xF0);
            Coefficient(JpegTables.Ac, zeros, coefficients[block, i]);
            zeros = 0;
        }
        if (zeros > 0)
            Code(JpegTables.Ac, 0);
    }

    private void Coefficient((int Code, int Length)[] table, int zeros, int value)
    {
        var size = 0;
        while (Math.Abs(value) >> size != 0)
            size++;
        Code(table, zeros << 4 | size);
        Bits(value < 0 ? value + (1 << size) - 1 : value, size);
    }

    private void Code((int Code, int Length)[] table, int symbol) => Bits(table[symbol].Code, table[symbol].Length);

    private void Bits(int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            bitBuffer = bitBuffer << 1 | (value >> i & 1);
            if (++bitCount < 8)
                continue;
            output.WriteByte((byte)bitBuffer);
            if ((byte)bitBuffer == 0xFF)
                output.WriteByte(0);
            (bitBuffer, bitCount) = (0, 0);
        }
    }

    /// <summary>The quantized coefficients of every block of each component, in zigzag order.</summary>
    private int[][,] Blocks()
    {
        var (across, down) = ((photo.Width + Side - 1) / Side, (photo.Height + Side - 1) / Side);
        var blocks = Enumerable.Range(0, Components).Select(_ => new int[across * down, Side * Side]).ToArray();
        var samples = new double[Components, Side * Side];
        for (var block = 0; block < across * down; block++)
        {
            for (var i = 0; i < Side * Side; i++)
            {
                var (y, cb, cr) = photo.At(
                    Math.Min(block % across * Side + i % Side, photo.Width - 1), Math.Min(block / across * Side + i / Side, photo.Height - 1));
                (samples[0, i], samples[1, i], samples[2, i]) = (y - 128, cb - 128, cr - 128);
            }
            for (var component = 0; component < Components; component++)
                Transform(samples, component, blocks[component], block);
        }
        return blocks;
    }

    private static void Transform(double[,] samples, int component, int[,] blocks, int block)
    {
        var rows = new double[Side * Side];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u < Side; u++)
            {
                for (var x = 0; x < Side; x++)
                    rows[y * Side + u] += samples[component, y * Side + x] * JpegTables.Cosines[u, x];
            }
        }
        for (var i = 0; i < Side * Side; i++)
        {
            var (u, v, sum) = (JpegTables.Zigzag[i] % Side, JpegTables.Zigzag[i] / Side, 0.0);
            for (var y = 0; y < Side; y++)
                sum += rows[y * Side + u] * JpegTables.Cosines[v, y];
            blocks[block, i] = (int)Math.Round(sum / JpegTables.Quantization[i]);
        }
    }

    private void Segment(byte marker, byte[] content)
    {
        output.Write([0xFF, marker, High(content.Length + 2), Low(content.Length + 2)]);
        output.Write(content);
    }

    private static byte High(int value) => (byte)(value >> 8);

    private static byte Low(int value) => (byte)value;
}
