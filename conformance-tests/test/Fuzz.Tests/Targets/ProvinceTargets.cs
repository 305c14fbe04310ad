using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Registry.Imports;
using RegionNode.Issuer.Registry.Police;
using TrustList.Testing.Photos;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>What reaches a region's node from outside: photos, and the police's files line by line.</summary>
internal static class ProvinceTargets
{
    private const string Csv = "330100000001,330102199001011234,\"示例,一\",C1,0,2010-01-01,2020-01-01,2030-01-01,浙A,A,2020-10-01 08:00:00";
    private const string Json = """{"DABH":"330100000001","SFZMHM":"330102199001011234","XM":"示例","ZJCX":"C1","LJJF":0,"CCLZRQ":"2010-01-01","YXQS":null,"other":{"a":[1,2]}}""";

    internal static IEnumerable<FuzzTarget> All()
    {
        var header = CsvColumns.Read(string.Join(',', PoliceAdapter.RequiredFields)).Columns!;
        yield return new("jpeg", Photo, [SmallJpeg(progressive: false), SmallJpeg(progressive: true)]);
        yield return new("police-csv", bytes => new(CsvLine.Read(Text(bytes), header, new PoliceLine())?.ToString() ?? "Ok"), [Bytes(Csv)]);
        yield return new("police-json", bytes => new(JsonLine.Read(bytes, new PoliceLine())?.ToString() ?? "Ok"), [Bytes(Json)]);
        yield return new("police-header", bytes => CsvColumns.Read(Text(bytes)).Columns is null ? new("Refused") : new("Ok"), [Bytes(string.Join(',', PoliceAdapter.RequiredFields) + ",其他")]);
        yield return new("police-cutting", Cut, [Bytes($"{Csv}\r\n{Csv}\n\n{Json}")]);
    }

    // What is read is cleaned, and what was cleaned is read again and needs no cleaning.
    private static Observed Photo(byte[] bytes)
    {
        var (facts, fault) = JpegReader.Read(bytes);
        return facts is null ? new($"{fault}") : new("Ok", JpegCleaner.Clean(bytes, facts));
    }

    // However a stream is cut into pieces, the lines are the same.
    private static Observed Cut(byte[] bytes)
    {
        var whole = Lines(new LineCutter([], false, 0), bytes);
        var (pieces, cutter) = (new List<string>(), new LineCutter([], false, 0));
        for (var at = 0; at < bytes.Length; at += 7) pieces.AddRange(Lines(cutter, bytes.AsSpan(at, Math.Min(7, bytes.Length - at)), last: at + 7 >= bytes.Length));
        return pieces.SequenceEqual(whole, StringComparer.Ordinal) || bytes.Length == 0 ? new(whole.Count == 0 ? "None" : "Ok") : throw new InvalidOperationException("another cut, other lines");
    }

    private static List<string> Lines(LineCutter cutter, ReadOnlySpan<byte> piece, bool last = true)
    {
        var cut = cutter.Cut(piece, last);
        return [.. cut.Lines.Select(line => $"{line.Number} {line.TooLong} {Convert.ToHexString(cut.Bytes.AsSpan(line.Start, line.Length))}")];
    }

    private static byte[] SmallJpeg(bool progressive) => new SyntheticPhoto { Progressive = progressive, Width = 64, Height = 64 }.Encode();
}
