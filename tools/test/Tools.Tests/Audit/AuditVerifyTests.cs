using System.Security.Cryptography;
using TrustList.Format.Audit;
using TrustList.Format.Signing;

namespace Tools.Tests.Audit;

/// <summary>`trustctl audit verify` as a supervisor calls it, on exports that somebody tampered with.</summary>
public sealed class AuditVerifyTests : IDisposable
{
    private const string Region = "310000";
    private const int Entries = 6, Sealed = 4;
    private static readonly DateTimeOffset At = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly SoftwareSigner key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly SoftwareSigner thief = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Accepts_a_whole_export()
    {
        var answer = await VerifyAsync(Export());
        Assert.Equal((0, 1, Entries, 2), (answer.Code, answer.Json["first"]!.GetValue<int>(), answer.Json["last"]!.GetValue<int>(), answer.Json["checkpoints"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("a row is removed", "NotNext", 3)]
    [InlineData("a row is changed", "Changed", 3)]
    [InlineData("a row is changed with its hash", "NotNext", 4)]
    [InlineData("two rows are swapped", "NotNext", 3)]
    [InlineData("two rows are swapped and numbered anew", "Changed", 3)]
    [InlineData("the tail is cut off before what was signed", "CutShort", 4)]
    [InlineData("the tail is cut off and written anew", "Rewritten", 5)]
    [InlineData("the whole is written anew under another key", "BadCheckpoint", 5)]
    [InlineData("a checkpoint is forged", "BadCheckpoint", 5)]
    [InlineData("a checkpoint is of another region", "BadCheckpoint", 8)]
    [InlineData("the last checkpoint is removed", "NotWhole", 7)]
    public async Task Finds_that(string what, string fault, int line)
    {
        var answer = await VerifyAsync(Tampered(what));
        Assert.Equal(1, answer.Code);
        Assert.Equal((fault, line), (answer.Json["fault"]!.GetValue<string>(), answer.Json["line"]!.GetValue<int>()));
        Assert.False(answer.ShowsStackTrace);
    }

    [Theory]
    [InlineData("whole", null, 0)]
    [InlineData("a later part", null, 0)]
    [InlineData("a row is removed", "NotNext", 1)]
    [InlineData("a row is changed", "Changed", 1)]
    [InlineData("cut off before what was noted", "Rewritten", 1)]
    [InlineData("a checkpoint among it", "BadCheckpoint", 1)]
    [InlineData("empty", "NotWhole", 1)]
    public async Task Checks_the_chain_of_a_gateway_which_nobody_signs(string what, string? fault, int code)
    {
        var lines = Chain(Entries, "320000/police");
        var noted = Convert.ToHexStringLower(lines[^1].Hash.Span);
        switch (what)
        {
            case "a later part":
                lines.RemoveRange(0, 2);
                break;
            case "a row is removed":
                lines.RemoveAt(2);
                break;
            case "a row is changed":
                lines[2] = AuditLine.Of(lines[2].Entry! with { Who = "nobody" }, lines[2].Hash);
                break;
            case "cut off before what was noted":
                lines.RemoveAt(Entries - 1);
                break;
            case "a checkpoint among it":
                lines = Export();
                break;
            case "empty":
                lines.Clear();
                break;
        }

        var answer = await TrustctlProcess.Run("audit", "verify", Written(lines), "--gateway", "--holds", noted, "--json");
        Assert.Equal((code, fault), (answer.Code, answer.Json["fault"]?.GetValue<string>()));
    }

    /// <summary>Six entries; a checkpoint of the day after the fourth, which is line 5; the export's own at the end, line 8.</summary>
    private List<AuditLine> Export() => Seal(Chain(Entries, "system:0011223344556677"), key);

    private List<AuditLine> Tampered(string what)
    {
        var lines = Export();
        switch (what)
        {
            case "a row is removed":
                lines.RemoveAt(2);
                break;
            case "a row is changed":
                lines[2] = AuditLine.Of(lines[2].Entry! with { Who = "nobody" }, lines[2].Hash);
                break;
            case "a row is changed with its hash":
                var other = lines[2].Entry! with { Who = "nobody" };
                lines[2] = AuditLine.Of(other, other.Hash());
                break;
            case "two rows are swapped":
                (lines[2], lines[3]) = (lines[3], lines[2]);
                break;
            case "two rows are swapped and numbered anew":
                (lines[2], lines[3]) = (AuditLine.Of(lines[3].Entry! with { Seq = 3 }, lines[3].Hash), AuditLine.Of(lines[2].Entry! with { Seq = 4 }, lines[2].Hash));
                break;
            case "the tail is cut off before what was signed":
                // The node exports what is left, signs its end, and the checkpoint that was signed over more comes before that.
                var left = Chain(3, "system:0011223344556677");
                lines = [.. left, lines[4], Checkpoint(left[^1], first: 1, key)];
                break;
            case "the tail is cut off and written anew":
                lines = [.. Chain(Sealed, "nobody"), lines[4]];
                break;
            case "the whole is written anew under another key":
                lines = Seal(Chain(Entries, "nobody"), thief);
                break;
            case "a checkpoint is forged":
                lines[4] = Checkpoint(lines[3], first: null, thief);
                break;
            case "a checkpoint is of another region":
                lines[7] = AuditLine.Of(AuditCheckpoint.Sign(new AuditCheckpointClaims("330000", At, Entries, lines[6].Hash, 1), key, "status-1"));
                break;
            case "the last checkpoint is removed":
                lines.RemoveAt(7);
                break;
        }
        return lines;
    }

    private static List<AuditLine> Chain(int count, string who)
    {
        List<AuditLine> lines = [];
        for (var seq = 1; seq <= count; seq++)
        {
            var entry = new AuditEntry(seq, At.AddSeconds(seq), who, "GetLicence", "LicenceRead", "", $"licence {seq}", lines.LastOrDefault()?.Hash ?? AuditEntry.NoPrevious);
            lines.Add(AuditLine.Of(entry, entry.Hash()));
        }
        return lines;
    }

    private static List<AuditLine> Seal(List<AuditLine> entries, SoftwareSigner signer) =>
        [.. entries.Take(Sealed), Checkpoint(entries[Sealed - 1], first: null, signer), .. entries.Skip(Sealed), Checkpoint(entries[^1], first: 1, signer)];

    private static AuditLine Checkpoint(AuditLine last, long? first, SoftwareSigner signer) =>
        AuditLine.Of(AuditCheckpoint.Sign(new AuditCheckpointClaims(Region, At, last.Entry!.Seq, last.Hash, first), signer, "status-1"));

    private string Written(IEnumerable<AuditLine> lines)
    {
        var file = folder.File("audit.jsonl");
        File.WriteAllText(file, string.Concat(lines.Select(line => System.Text.Encoding.UTF8.GetString(line.Write()) + "\n")));
        return file;
    }

    private Task<Answer> VerifyAsync(IEnumerable<AuditLine> lines)
    {
        var (file, pem) = (Written(lines), folder.File("status.pem"));
        File.WriteAllText(pem, PemEncoding.WriteString("PUBLIC KEY", key.PublicKey.SubjectPublicKeyInfo.Span));
        return TrustctlProcess.Run("audit", "verify", file, "--key", pem, "--now", "2020-10-13T00:00:00Z", "--json");
    }
}
