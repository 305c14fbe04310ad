using TrustList.Format.Audit;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Audit;

public sealed class AuditFileTests
{
    private const string Region = "310000";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_602_489_600_000);
    private readonly SoftwareSigner key = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    [Fact]
    public void Gives_the_published_hash()
    {
        var entry = new AuditEntry(
            1, At, "system:0011223344556677", "GetLicence", "LicenceRead", "AAAAAAAAAAAAAAAAAAAAAA", "licence 01", AuditEntry.NoPrevious);
        Assert.Equal("773c8ab67ad7aa4b6dc4a81507721960b0c4ed7af891618e0c86a5cf27a01ab4", LowerHex.Of(entry.Hash().Span));
    }

    [Theory]
    [InlineData("", "320000/police", long.MaxValue)]
    [InlineData("with \"quotes\", \\, \u0001, \n, \u001f, \u007f, \u2028 and 驾驶证\U00020BB7", "\\", 1)]
    [InlineData("\"", "\t", 9)]
    public void Writes_a_line_in_the_canonical_form_by_hand(string what, string who, long seq)
    {
        var entry = new AuditEntry(seq, At, who, what, "Verified", "d", what, AuditEntry.NoPrevious);
        var line = AuditLine.Of(entry, entry.Hash()).Write();
        var read = CanonicalJson.Parse(line, Limits.AuditLineBytes);
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(CanonicalJson.EncodeText(read.Value), line);
        Assert.Equal(entry with { Previous = default }, AuditLine.Read(line).Value.Entry! with { Previous = default });
    }

    [Fact]
    public void Accepts_a_whole_export()
    {
        var check = Check(Export(5));
        Assert.Null(check.Finish());
        Assert.Equal((1, 5, 1, Region), (check.First, check.Last, check.Checkpoints, check.Newest!.Region));
    }

    [Fact]
    public void Accepts_a_part_that_begins_later()
    {
        var entries = Export(5).Take(5).Skip(2).ToList();
        Assert.Null(Check([.. entries, Seal(5, entries[^1].Hash, 3)]).Finish());
    }

    [Theory]
    [InlineData("changed", AuditFault.Changed, 3)]
    [InlineData("rehashed", AuditFault.NotNext, 4)]
    [InlineData("removed", AuditFault.NotNext, 3)]
    [InlineData("reordered", AuditFault.NotNext, 3)]
    [InlineData("repeated", AuditFault.NotNext, 4)]
    [InlineData("first removed", AuditFault.NotWhole, 5)]
    [InlineData("tail removed", AuditFault.CutShort, 5)]
    [InlineData("seal removed", AuditFault.NotWhole, 5)]
    [InlineData("daily seal at the end", AuditFault.NotWhole, 6)]
    [InlineData("seal of a stranger", AuditFault.BadCheckpoint, 6)]
    [InlineData("seal of another region", AuditFault.BadCheckpoint, 4)]
    [InlineData("seal over another hash", AuditFault.Rewritten, 6)]
    [InlineData("seal in another place", AuditFault.Rewritten, 4)]
    [InlineData("more after the seal", AuditFault.NotWhole, 7)]
    [InlineData("first with a past", AuditFault.NotNext, 1)]
    public void Rejects(string what, AuditFault fault, int line)
    {
        var lines = Export(5);
        switch (what)
        {
            case "changed":
                lines[2] = AuditLine.Of(lines[2].Entry! with { Who = "nobody" }, lines[2].Hash);
                break;
            case "rehashed":
                var other = lines[2].Entry! with { Who = "nobody" };
                lines[2] = AuditLine.Of(other, other.Hash());
                break;
            case "removed":
                lines.RemoveAt(2);
                break;
            case "reordered":
                (lines[2], lines[3]) = (lines[3], lines[2]);
                break;
            case "repeated":
                lines.Insert(3, lines[2]);
                break;
            case "first removed":
                lines.RemoveAt(0);
                break;
            case "tail removed":
                lines.RemoveAt(4);
                break;
            case "seal removed":
                lines.RemoveAt(5);
                break;
            case "daily seal at the end":
                lines[5] = Seal(5, lines[4].Hash, null);
                break;
            case "seal of a stranger":
                lines[5] = Seal(5, lines[4].Hash, 1, SoftwareSigner.Create(SignatureAlgorithm.ES256));
                break;
            case "seal of another region":
                lines.Insert(2, Seal(2, lines[1].Hash, null));
                lines.Insert(3, AuditLine.Of(Sign(new AuditCheckpointClaims("330000", At, 2, lines[1].Hash), key)));
                break;
            case "seal over another hash":
                lines[5] = Seal(5, lines[3].Hash, 1);
                break;
            case "seal in another place":
                lines.Insert(3, Seal(2, lines[1].Hash, null));
                break;
            case "more after the seal":
                lines.Add(Next(lines[4]));
                break;
            case "first with a past":
                var first = lines[0].Entry! with { Previous = new byte[] { 1 }.Concat(new byte[31]).ToArray() };
                lines[0] = AuditLine.Of(first, first.Hash());
                break;
        }
        var finding = Check(lines).Finish();
        Assert.NotNull(finding);
        Assert.Equal((fault, line), (finding.Fault, (int)finding.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"checkpoint\":\"!\"}")]
    [InlineData("{\"checkpoint\":\"AA==\",\"seq\":1}")]
    [InlineData("[1]")]
    public void Rejects_a_line_that_is_none(string line)
    {
        var check = new AuditFileCheck((_, _) => key.PublicKey);
        Assert.False(check.Take(System.Text.Encoding.UTF8.GetBytes(line)));
        Assert.True(check.Finding!.Fault is AuditFault.NotALine or AuditFault.BadCheckpoint);
    }

    [Fact]
    public void Survives_every_cut_and_every_flipped_bit_of_a_line()
    {
        foreach (var line in Export(1).Select(line => line.Write()))
        {
            for (var i = 0; i < line.Length; i++)
            {
                new AuditFileCheck((_, _) => key.PublicKey).Take(line.AsSpan(0, i));
                var flipped = line.ToArray();
                flipped[i] ^= 1;
                var check = new AuditFileCheck((_, _) => key.PublicKey);
                check.Take(flipped);
                Assert.NotNull(check.Finish());
            }
        }
    }

    [Fact]
    public void Writes_and_reads_texts_as_they_are()
    {
        var entry = new AuditEntry(1, At, "警官 \u0001\"\\", "查验", "A", "", "", AuditEntry.NoPrevious);
        var read = AuditLine.Read(AuditLine.Of(entry, entry.Hash()).Write());
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(entry.Hash().ToArray(), read.Value.Entry!.Hash().ToArray());
    }

    private List<AuditLine> Export(int count)
    {
        var lines = new List<AuditLine>();
        for (var i = 0; i < count; i++)
            lines.Add(Next(lines.LastOrDefault()));
        lines.Add(Seal(count, lines[^1].Hash, 1));
        return lines;
    }

    private static AuditLine Next(AuditLine? before)
    {
        var entry = new AuditEntry((before?.Entry!.Seq ?? 0) + 1, At, "node", "test", "RecordPut", "key", "", before?.Hash ?? AuditEntry.NoPrevious);
        return AuditLine.Of(entry, entry.Hash());
    }

    private AuditLine Seal(long seq, ReadOnlyMemory<byte> hash, long? first, SoftwareSigner? signer = null) =>
        AuditLine.Of(Sign(new AuditCheckpointClaims(Region, At, seq, hash, first), signer ?? key));

    private static ReadOnlyMemory<byte> Sign(AuditCheckpointClaims claims, SoftwareSigner signer) => AuditCheckpoint.Sign(claims, signer, "status-1");

    private AuditFileCheck Check(IEnumerable<AuditLine> lines)
    {
        var check = new AuditFileCheck((_, keyId) => keyId == "status-1" ? key.PublicKey : null);
        foreach (var line in lines)
            check.Take(line.Write());
        return check;
    }
}
