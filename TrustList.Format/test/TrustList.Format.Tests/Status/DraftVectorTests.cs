using System.Buffers.Text;
using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json;
using TrustList.Format.Status;
using TrustList.Testing;

namespace TrustList.Format.Tests.Status;

public sealed class DraftVectorTests
{
    private const string Uri = "https://example.com/statuslists/1";
    private static readonly DateTimeOffset Issued = DateTimeOffset.FromUnixTimeSeconds(1_686_920_170);

    [VectorFact(DraftVectors.Path)]
    public void Accepts_the_lists_of_every_width_in_both_encodings()
    {
        var widths = new List<int>();
        foreach (var vector in DraftVectors.Lists)
        {
            widths.Add(vector.GetProperty("bits").GetInt32());
            AssertEntries(vector, StatusList.Inflate(widths[^1], Base64Url.DecodeFromChars(vector.GetProperty("lst").GetString())).Value);
            AssertEntries(vector, FromCbor(Convert.FromHexString(vector.GetProperty("cbor_hex").GetString()!)));
        }
        Assert.Equal([1, 2, 4, 8], widths);
    }

    [VectorFact(DraftVectors.Path)]
    public void Writes_the_same_lists_and_reads_them_back()
    {
        foreach (var vector in DraftVectors.Lists)
        {
            var builder = new StatusListBuilder(vector.GetProperty("bits").GetInt32(), vector.GetProperty("size").GetInt32());
            foreach (var entry in vector.GetProperty("nonzero").EnumerateObject())
                builder[int.Parse(entry.Name, CultureInfo.InvariantCulture)] = entry.Value.GetByte();
            AssertEntries(vector, StatusList.Inflate(builder.Bits, builder.ToList().Deflate()).Value);
        }
    }

    [VectorFact(DraftVectors.Path)]
    public void Accepts_the_CWT_and_its_signature()
    {
        var token = StatusListToken.ReadCwt(DraftVectors.Cwt).Value;
        AssertExample(token);
        var list = VerifiedStatusList.Verify(DraftVectors.Cwt, Uri, id => id == "12" ? DraftVectors.Key : null, Issued);
        Assert.Equal(StatusValue.Invalid, list.Value.StatusOf(0));
    }

    [VectorFact(DraftVectors.Path)]
    public void Accepts_the_JWT_and_its_signature()
    {
        var token = StatusListToken.ReadJwt(DraftVectors.Jwt).Value;
        AssertExample(token);
        var list = VerifiedStatusList.VerifyJwt(DraftVectors.Jwt, Uri, id => id == "12" ? DraftVectors.Key : null, Issued);
        Assert.Equal(StatusValue.Invalid, list.Value.StatusOf(0));
    }

    [VectorFact(DraftVectors.Path)]
    public void Rejects_the_referenced_token_presented_as_a_status_list() =>
        Assert.Equal(StatusFault.WrongType, StatusListToken.ReadCwt(DraftVectors.ReferencedToken).Fault);

    private static void AssertExample(StatusListToken token)
    {
        Assert.True(token.IsSignedBy(DraftVectors.Key));
        Assert.Equal("12", token.KeyId);
        Assert.Equal(new StatusListClaims(Uri, Issued, DateTimeOffset.FromUnixTimeSeconds(2_291_720_170), TimeSpan.FromHours(12)), token.Claims);
        var list = token.Inflate().Value;
        Assert.Equal(1, list.Bits);
        // The draft's first example (§4.1): b9 a3.
        byte[] entries = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];
        Assert.Equal(entries, Enumerable.Range(0, list.Length).Select(i => list[i]));
    }

    private static void AssertEntries(JsonElement vector, StatusList list)
    {
        Assert.Equal(vector.GetProperty("size").GetInt32(), list.Length);
        var entries = vector.GetProperty("nonzero").EnumerateObject()
            .ToDictionary(e => int.Parse(e.Name, CultureInfo.InvariantCulture), e => e.Value.GetByte());
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] != entries.GetValueOrDefault(i))
                Assert.Fail($"{list.Bits} bits, entry {i}: {list[i]} instead of {entries.GetValueOrDefault(i)}");
        }
    }

    private static StatusList FromCbor(byte[] cbor)
    {
        var reader = new CborReader(cbor);
        reader.ReadStartMap();
        Assert.Equal("bits", reader.ReadTextString());
        var bits = reader.ReadInt32();
        Assert.Equal("lst", reader.ReadTextString());
        return StatusList.Inflate(bits, reader.ReadByteString()).Value;
    }
}
