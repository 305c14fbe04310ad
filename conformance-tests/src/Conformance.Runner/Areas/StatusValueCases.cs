using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Status;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>What stands in a list: every width, the ends of the list, every value.</summary>
internal static class StatusValueCases
{
    private const string Honest = "status/index/first-of-4-bits";
    private const string ListUri = "https://hub.test/status/310000/0";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Widths(), .. Values(), .. Beyond()];

    private static IEnumerable<ConformanceCase> Widths()
    {
        foreach (var bits in new[] { 1, 2, 4, 8 })
        {
            yield return Read($"status/index/first-of-{bits}-bits", $"The first entry of a list of {bits} bits", bits, 0, 1, StatusValue.Invalid);
            yield return Read($"status/index/last-of-{bits}-bits", $"The last entry of a list of {bits} bits", bits, 1_023, 1, StatusValue.Invalid);
            yield return Read($"status/index/beside-of-{bits}-bits", $"An entry beside one that is revoked, {bits} bits", bits, 12, 1, StatusValue.Invalid) with
            {
                Play = run => PlayAsync(run, bits, 1_024, 12, 1, 13, StatusPlay.Says(ListUri, 13, StatusValue.Valid)),
            };
        }
        yield return Read("status/index/last-of-the-largest-list", "The last of 1,048,576 entries", 4, 1_048_575, 2, StatusValue.Suspended) with
        {
            Play = run => PlayAsync(run, 4, 1_048_576, 1_048_575, 2, 1_048_575, StatusPlay.Says(ListUri, 1_048_575, StatusValue.Suspended)),
        };
        yield return Read("status/index/last-of-the-smallest-list", "The last of two entries", 4, 1, 2, StatusValue.Suspended) with
        {
            Play = run => PlayAsync(run, 4, 2, 1, 2, 1, StatusPlay.Says(ListUri, 1, StatusValue.Suspended)),
        };
    }

    private static IEnumerable<ConformanceCase> Values()
    {
        for (var value = 0; value < 16; value++)
            yield return OfValue(4, value);
        foreach (var value in new[] { 2, 3 })
            yield return OfValue(2, value);
        foreach (var value in new[] { 0x02, 0x0C, 0x0D, 0x10, 0xFF })
            yield return OfValue(8, value);
    }

    private static ConformanceCase OfValue(int bits, int value)
    {
        var read = Enum.IsDefined((StatusValue)value) ? (StatusValue)value : StatusValue.Invalid;
        var reserved = !Enum.IsDefined((StatusValue)value);
        // A library for the draft reports reserved values as they stand; a verifier of the federation reads them as Invalid.
        return Read($"status/values/{value:x2}-in-{bits}-bits", reserved ? $"0x{value:X} is reserved: Invalid" : $"0x{value:X} is {read}", bits, 7, value, read) with
        {
            Requirements = ["SPEC 7.1"],
            Features = reserved ? [Feature.TrustList, Feature.Status, Feature.StatusCwt] : [Feature.Status, Feature.StatusCwt],
            Flags = reserved ? [] : [CaseFlag.StatusKeys],
        };
    }

    private static IEnumerable<ConformanceCase> Beyond()
    {
        foreach (var (name, index) in new[] { ("one", 1_024L), ("a-block", 1_048_576L), ("31-bits", 1L << 31), ("32-bits", 1L << 32), ("32-bits-and-7", (1L << 32) + 7), ("below-the-list", -1L) })
            yield return Read($"status/index/beyond-by-{name}", $"Entry {index} of 1,024", 4, 0, 1, StatusValue.Invalid) with
            {
                Twin = Honest,
                Play = run => PlayAsync(run, 4, 1_024, 0, 1, index, Expectation.Rejected("StatusIndexUnknown")),
            };
    }

    private static ConformanceCase Read(string id, string title, int bits, int index, int value, StatusValue says) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 7.3", "Token Status List 4.1"],
        Severity = Severity.Critical,
        Features = [Feature.Status, Feature.StatusCwt],
        Flags = [CaseFlag.StatusKeys],
        Play = run => PlayAsync(run, bits, 1_024, index, value, index, StatusPlay.Says(ListUri, index, says)),
    };

    private static Task PlayAsync(CaseRun run, int bits, int size, int at, int value, long asked, Expectation expected)
    {
        var scene = new Scene();
        return StatusPlay.ReadAsync(run, scene, new StatusToken(scene).With(bits, size, at, value).Write(asJwt: false), asJwt: false, asked, expected);
    }
}
