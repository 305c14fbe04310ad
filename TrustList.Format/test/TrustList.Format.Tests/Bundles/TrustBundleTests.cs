using System.Formats.Cbor;
using TrustList.Format.Bundles;
using TrustList.Format.Encoding;

namespace TrustList.Format.Tests.Bundles;

public sealed class TrustBundleTests
{
    private static readonly DateTimeOffset At = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reads_what_it_wrote_and_writes_the_same_bytes_again()
    {
        var bundle = TrustBundle.Of(At.AddMilliseconds(7), [File("tuf/timestamp.json", 1, 2), File("status/310000", 3), File("tuf/1.root.json")]).Value;
        var read = TrustBundle.Read(bundle.Write()).Value;
        Assert.Equal(At, read.SyncedAt);
        Assert.Equal(["status/310000", "tuf/1.root.json", "tuf/timestamp.json"], read.Paths);
        Assert.True(read.TryFind("tuf/timestamp.json", out var content));
        Assert.Equal([1, 2], content.ToArray());
        Assert.False(read.TryFind("tuf/2.root.json", out _));
        Assert.Equal(bundle.Write(), read.Write());
    }

    [Fact]
    public void Carries_files_that_this_release_does_not_know()
    {
        var read = TrustBundle.Read(TrustBundle.Of(At, [File("log/checkpoint", 1), File("snapshot/heads", 2)]).Value.Write()).Value;
        Assert.Equal(2, read.Paths.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tuf/timestamp.json")]
    [InlineData("tuf//timestamp.json")]
    [InlineData("tuf/")]
    [InlineData("../etc/passwd")]
    [InlineData("tuf/../timestamp.json")]
    [InlineData("tuf/./timestamp.json")]
    [InlineData("tuf\\timestamp.json")]
    [InlineData("tuf/%2e%2e/timestamp.json")]
    [InlineData("C:timestamp")]
    [InlineData("tuf/timestamp.json\0")]
    [InlineData("tuf/时间")]
    [InlineData("http:/host")]
    public void Rejects_a_path_that_is_no_plain_one(string path)
    {
        Assert.False(TrustBundle.CanHold(path));
        Assert.False(TrustBundle.Of(At, [File(path, 1)]).Ok);
        Assert.Equal(DecodeFault.BadValue, TrustBundle.Read(Raw(files: [(path, [1])])).Fault);
    }

    [Fact]
    public void Rejects_an_entry_twice()
    {
        Assert.Equal(DecodeFault.DuplicateKey, TrustBundle.Read(Raw(files: [("a", [1]), ("a", [2])])).Fault);
        Assert.Equal(DecodeFault.DuplicateKey, TrustBundle.Of(At, [File("a", 1), File("a", 2)]).Fault);
    }

    [Fact]
    public void Rejects_every_other_form_of_the_same_content()
    {
        Assert.True(TrustBundle.Read(Raw(files: [("b", [1]), ("aa", [2])])).Ok);
        Assert.Equal(DecodeFault.NotCanonical, TrustBundle.Read(Raw(files: [("aa", [2]), ("b", [1])])).Fault);
        var longHead = Raw(files: [("b", [1])]);
        longHead = [.. longHead[..^2], 0x58, 0x01, .. longHead[^1..]];
        Assert.Equal(DecodeFault.NotCanonical, TrustBundle.Read(longHead).Fault);
        Assert.Equal(DecodeFault.TrailingBytes, TrustBundle.Read(Raw(files: []).Append((byte)0).ToArray()).Fault);
        Assert.Equal(DecodeFault.WrongType, TrustBundle.Read(Raw("trust-bundle/2")).Fault);
        Assert.Equal(DecodeFault.BadValue, TrustBundle.Read(Raw(instant: "2020-10-12T08:00:00+0")).Fault);
        Assert.Equal(DecodeFault.Empty, TrustBundle.Read(default).Fault);
    }

    [Fact]
    public void Rejects_counts_and_lengths_that_are_a_bomb()
    {
        var head = Raw()[..^1];
        Assert.False(TrustBundle.Read((byte[])[.. head, 0xBB, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).Ok);
        Assert.False(TrustBundle.Read((byte[])[.. head, 0xBF, 0xFF]).Ok);
        Assert.False(TrustBundle.Read((byte[])[.. head, 0xA1, 0x61, (byte)'a', 0x5B, 0, 0, 0, 1, 0, 0, 0, 0]).Ok);
        Assert.Equal(DecodeFault.TooLarge, TrustBundle.Read(Raw(files: [("a", new byte[Limits.BundleFileBytes + 1])])).Fault);
        var many = Enumerable.Range(0, Limits.BundleFiles + 1).Select(n => ($"{n:d6}", Array.Empty<byte>())).ToArray();
        Assert.Equal(DecodeFault.TooMany, TrustBundle.Read(Raw(files: many)).Fault);
        Assert.True(TrustBundle.Read(Raw(files: many[1..])).Ok);
    }

    [Fact]
    public void Rejects_a_bundle_cut_short_anywhere()
    {
        var whole = Raw(files: [("tuf/1.root.json", [1, 2, 3]), ("tuf/timestamp.json", [4])]);
        Assert.True(TrustBundle.Read(whole).Ok);
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.False(TrustBundle.Read(whole.AsMemory(0, length)).Ok));
    }

    [Fact]
    public void Survives_mutations() =>
        Mutations.Of(Raw(files: [("tuf/1.root.json", [1, 2, 3]), ("tuf/timestamp.json", [4])]), 11, 2_000, mutant =>
        {
            if (TrustBundle.Read(mutant) is { Ok: true, Value: var read })
                Assert.Equal(mutant, read.Write());
        });

    private static KeyValuePair<string, ReadOnlyMemory<byte>> File(string path, params byte[] content) => new(path, content);

    private static byte[] Raw(string format = TrustBundle.Format, string instant = "2020-10-12T08:00:00Z", params (string Path, byte[] Content)[] files)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteStartArray(3);
        writer.WriteTextString(format);
        writer.WriteTextString(instant);
        writer.WriteStartMap(files.Length);
        foreach (var (path, content) in files)
        {
            writer.WriteTextString(path);
            writer.WriteByteString(content);
        }
        writer.WriteEndMap();
        writer.WriteEndArray();
        return writer.Encode();
    }
}
