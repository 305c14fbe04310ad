using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Storage;

public sealed class StagedBlockTests
{
    [Fact]
    public void Reads_every_row_as_it_was_written_in_blocks_of_a_page_at_most()
    {
        const int Rows = 500, Longest = 20_000; // The longest is a block of its own.
        static byte[] Body(int n) => [.. Enumerable.Repeat((byte)n, n == 100 ? Longest : 1 + n % 3 * 2_000)];
        static DateOnly? Due(int n) => n % 3 == 0 ? null : DateOnly.FromDayNumber(700_000 + n);
        using var writer = new StagedBlockWriter();
        for (var n = 0; n < Rows; n++)
            Body(n).CopyTo(writer.Add(n + 2, new DriverKey($"driver {n}"), n % 2 == 0 ? "A" : "BDJ", 1_000L * n, Due(n), Body(n).Length));
        var blocks = writer.Complete();
        Assert.Single(blocks, block => block.Content.Length + block.Dues!.Length > StagedBlock.MostBytes);
        Assert.Equal((102, 1), blocks.Where(block => block.Content.Length > Longest).Select(block => (block.LastLine, block.Rows)).Single());
        var read = new List<StagedRow>();
        foreach (var block in blocks)
        {
            Assert.Same(read, StagedBlock.Read(block.Content, block.Dues, read));
            Assert.Equal(block.LastLine, read[^1].Line);
        }
        Assert.Equal((Rows, Rows), (read.Count, blocks.Sum(block => block.Rows)));
        Assert.All(read.Select((row, n) => (row, n)), pair => Assert.Equal(
            (pair.n + 2L, $"driver {pair.n}", pair.n % 2 == 0 ? "A" : "BDJ", 1_000L * pair.n, Due(pair.n)?.DayNumber, Convert.ToHexString(Body(pair.n))),
            (pair.row.Line, pair.row.Driver.Value, pair.row.Letters, pair.row.Updated, pair.row.Due, Convert.ToHexString(pair.row.Body.Span))));
        Assert.All(StagedBlock.Read(blocks[0].Content, dues: null, []), row => Assert.Equal(0, row.Due)); // Of an older program: not known.
    }

    [Fact]
    public async Task Takes_out_whole_blocks_of_few_enough_lines_and_one_that_has_more_alone()
    {
        using var folder = new TestFolder();
        await using var run = await TestDatabase.NewAsync(folder.Path);
        using var store = IssuerDatabase.Open(run.Place);
        var before = 0L;
        List<StagedBlock> blocks = [.. new[] { 2_000, 900, 200, StagedBlockTable.MostLines + 1, 100 }.Select(rows => Block(ref before, rows))];
        store.Write("stage", db =>
        {
            StagedBlockTable.Add(db, blocks);
            return true;
        });
        var (taken, after) = (new List<int>(), 0L);
        while (store.Read(db => StagedBlockTable.After(db, after)) is { } rows)
        {
            Assert.Equal(Enumerable.Range((int)after + 1, rows.Count).Select(n => (long)n), rows.Select(row => row.Line));
            store.Write("merge", db =>
            {
                StagedBlockTable.Remove(db, after, rows[^1].Line);
                return true;
            });
            (taken, after) = ([.. taken, rows.Count], rows[^1].Line);
        }
        Assert.Equal([2_900, 200, StagedBlockTable.MostLines + 1, 100], taken);
        Assert.Equal(0, store.Read(db => db.ExecuteScalar<long>("SELECT count(*) FROM import_blocks")));

        static StagedBlock Block(ref long line, int rows)
        {
            var content = new List<byte>();
            for (var n = 0; n < rows; n++)
            {
                var row = new byte[StagedBlock.RowBytes(new DriverKey("driver"), "A", 1)];
                StagedBlock.Write(row, ++line, new DriverKey("driver"), "A", line);
                content.AddRange(row);
            }
            return new StagedBlock(line, rows, [.. content], null);
        }
    }

    [Fact]
    public void Makes_no_block_of_nothing()
    {
        using var writer = new StagedBlockWriter();
        Assert.Empty(writer.Complete());
    }
}
