using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using RegionNode.Gateway.Auditing;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Audit;
using TrustList.Format.Registry;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Auditing;

/// <summary>The gateway's trail on a real disk: one chain, through restarts, crashes and faults.</summary>
public sealed class GatewayTrailTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-trail-");
    private readonly SettableClock clock = new(Now);

    private string Trail => Path.Combine(folder.FullName, "trail");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Keeps_one_chain_over_restarts_and_files()
    {
        for (var run = 0; run < 3; run++)
        {
            await using var trail = await Open();
            for (var i = 0; i < 20; i++) Assert.True(await trail.Append());
        }

        var files = Files();
        Assert.True(files.Count > 2, $"{files.Count} files");
        Assert.Equal("00000000000000000001.ndjson", Path.GetFileName(files[0]));
        var check = Check();
        Assert.Equal((null, 1, 60), (check.Finish(), check.First, check.Last));
    }

    [Fact]
    public async Task Makes_what_many_ask_at_once_durable_in_one_chain()
    {
        await using (var trail = await Open(fileBytes: 1L << 28))
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => trail.Append())), Assert.True);
        var check = Check();
        Assert.Equal((null, 2_000), (check.Finish(), check.Last));
    }

    [Fact]
    public async Task Survives_a_failure_of_power_with_every_entry_that_was_answered_for()
    {
        var disk = new WatchedDisk();
        await using var trail = await Open(fileBytes: 4_096, disk.Take);
        for (var answered = 1; answered <= 40; answered += 2)
        {
            Assert.All(await Task.WhenAll(trail.Append(), trail.Append()), Assert.True);
            // What reached the disk by then, and nothing else, is there when the power is back.
            Assert.Equal((null, answered + 1), disk.AfterThePowerFailed());
        }
        Assert.True(Files().Count > 2);
    }

    [Fact]
    public async Task Goes_on_after_a_line_that_a_crash_cut_off()
    {
        await using (var trail = await Open()) Assert.True(await trail.Append());
        await File.AppendAllTextAsync(Files()[^1], "{\"act\":\"Verif");
        await using (var trail = await Open()) Assert.True(await trail.Append());
        // Cut off as the first of a new file: the file goes.
        await File.WriteAllTextAsync(Path.Combine(Trail, "00000000000000000003.ndjson"), "{\"act\"");
        await using (var trail = await Open()) Assert.True(await trail.Append());
        var check = Check();
        Assert.Equal((null, 3), (check.Finish(), check.Last));
    }

    [Fact]
    public async Task Adds_nothing_to_a_damaged_chain()
    {
        await using (var trail = await Open()) Assert.True(await trail.Append());
        var file = Files()[^1];
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("Accepted", "Refused!", StringComparison.Ordinal));
        await using (var trail = await Open())
        {
            Assert.False(await trail.Append());
            Assert.Equal(TrailFault.Damaged, trail.Value.Fault);
        }

        Assert.Equal(AuditFault.Changed, Check().Finish()!.Fault);
    }

    [Fact]
    public async Task Answers_no_question_while_the_disk_refuses_and_goes_on_after()
    {
        await File.WriteAllTextAsync(Trail, "in the folder's place");
        await using (var trail = await Open())
        {
            Assert.Equal(TrailFault.Unwritable, trail.Value.Fault);
            Assert.False(await trail.Append());
            File.Delete(Trail);
            Assert.True(await trail.Append());
            Assert.Null(trail.Value.Fault);

            // In the middle: the next file cannot be made, for its name is taken by a folder.
            while (new FileInfo(Files()[^1]).Length < 4_096) Assert.True(await trail.Append());
            var last = Check().Last;
            var obstacle = Directory.CreateDirectory(Path.Combine(Trail, $"{last + 1:d20}.ndjson"));
            Assert.False(await trail.Append());
            Assert.NotNull(trail.Value.Fault);
            obstacle.Delete();
            Assert.True(await trail.Append());
            Assert.Equal((null, last + 1), (Check().Finish(), Check().Last));
        }
    }

    [Fact]
    public async Task Answers_no_question_while_what_it_wrote_is_gone()
    {
        await using var trail = await Open();
        Assert.True(await trail.Append());
        var (file, elsewhere) = (Files()[0], Path.Combine(folder.FullName, "elsewhere"));
        File.Move(file, elsewhere);
        for (var i = 0; i < 3; i++) Assert.False(await trail.Append());
        Assert.Equal(TrailFault.Gone, trail.Value.Fault);
        File.Move(elsewhere, file, overwrite: true);
        Assert.True(await trail.Append());
        Assert.Equal((null, 2), (Check().Finish(), Check().Last));
    }

    [Fact]
    public async Task Answers_no_question_after_its_file_was_cut_off()
    {
        await using var trail = await Open();
        Assert.True(await trail.Append());
        var written = await File.ReadAllBytesAsync(Files()[0]);
        await File.WriteAllBytesAsync(Files()[0], []);
        for (var i = 0; i < 3; i++) Assert.False(await trail.Append());
        Assert.Equal(TrailFault.Gone, trail.Value.Fault);
        Assert.All(Files(), file => Assert.Equal(0, new FileInfo(file).Length));
        await File.WriteAllBytesAsync(Path.Combine(Trail, "00000000000000000001.ndjson"), written);
        Assert.True(await trail.Append());
        Assert.Equal((null, 2), (Check().Finish(), Check().Last));
    }

    [Fact]
    public async Task Answers_no_question_after_another_file_took_its_name()
    {
        await using var trail = await Open();
        Assert.True(await trail.Append());
        var file = Files()[0];
        File.Copy(file, file + ".copy");
        File.Move(file + ".copy", file, overwrite: true);
        // What it wrote into the file without a name does not count; the file that has it is the trail from then on.
        Assert.False(await trail.Append());
        Assert.True(await trail.Append());
        Assert.Equal((null, 2), (Check().Finish(), Check().Last));
    }

    [Fact]
    public async Task Answers_no_question_that_the_disk_keeps_too_long_and_says_so_until_it_is_done()
    {
        using var disk = new HeldDisk();
        var (time, options) = (new StandingTime(), new GatewayOptions { TrailMilliseconds = 100 });
        await using (var trail = await Open(take: disk.Take, options: options, real: time))
        {
            disk.Hold();
            Assert.False(await trail.Append());
            Assert.Null(trail.Value.Fault);
            time.Pass(TimeSpan.FromSeconds(6));
            Assert.Equal(TrailFault.Slow, trail.Value.Fault);
            Assert.False(await trail.Append()); // At once: it is not even in the queue.
            options.TrailMilliseconds = 60_000;
            disk.LetGo();
            await Eventually.True("the write is done", () => Task.FromResult(trail.Value.Fault is null));
            Assert.True(await trail.Append());
        }

        var check = Check();
        Assert.Equal((null, 2), (check.Finish(), check.Last)); // The one that nobody waited for, and the last.
    }

    [Fact]
    public async Task Notes_a_refusal_in_the_same_chain_without_anybody_waiting()
    {
        await using (var trail = await Open())
        {
            Assert.True(trail.Value.Note(Refusal));
            Assert.True(await trail.Append());
        }

        var check = Check();
        Assert.Equal((null, 2), (check.Finish(), check.Last));
        var entry = AuditLine.Read(Encoding.UTF8.GetBytes(File.ReadLines(Files()[0]).First())).Value.Entry!;
        Assert.Equal(("320000/insurer", "roadside", "Refused", ""), (entry.Who, entry.Why, entry.Act, entry.Driver));
        Assert.Equal("acceptor=320000 code=PurposeNotRegistered unwritten=3 trace=0af7651916cd43dd8448eb211c80319c", entry.What);
    }

    [Fact]
    public async Task Has_one_writer()
    {
        await using var first = await Open();
        await using (var second = await Open()) Assert.False(await second.Append());
        Assert.True(await first.Append());
    }

    [Fact]
    public async Task Says_who_asked_for_what_and_nothing_of_whom()
    {
        await using (var trail = await Open()) Assert.True(await trail.Append());
        var entry = AuditLine.Read(Encoding.UTF8.GetBytes(File.ReadLines(Files()[0]).Single())).Value.Entry!;
        Assert.Equal(("320000/police", "roadside", "Verified", ""), (entry.Who, entry.Why, entry.Act, entry.Driver));
        Assert.Equal("acceptor=320000 issuer=310000 outcome=Accepted reason=- live=yes degraded=HomeSlow,CacheUnavailable ms=12 trace=0af7651916cd43dd8448eb211c80319c", entry.What);
        // What only a presentation says of its region is not repeated.
        Assert.Contains("issuer=- ", (Row with { Issuer = "Wang Xiaoming" }).Entry(1, AuditEntry.NoPrevious).What, StringComparison.Ordinal);
    }

    private static QuestionRow Row { get; } = new()
    {
        At = Now, Party = "320000/police", Purpose = Purpose.Roadside, Acceptor = "320000", Issuer = "310000", Outcome = "Accepted", Live = true,
        Degraded = ["HomeSlow", "CacheUnavailable"], Milliseconds = 12, TraceId = "0af7651916cd43dd8448eb211c80319c",
    };

    private static RefusedRow Refusal { get; } = new()
    {
        At = Now, Party = "320000/insurer", Purpose = Purpose.Roadside, Acceptor = "320000", Code = "PurposeNotRegistered", Unwritten = 3, TraceId = "0af7651916cd43dd8448eb211c80319c",
    };

    private async Task<RunningTrail> Open(long fileBytes = 4_096, Func<string, FileMode, FileStream>? take = null, GatewayOptions? options = null, TimeProvider? real = null)
    {
        options ??= new GatewayOptions { TrailMilliseconds = 60_000 };
        (options.DataDir, options.TrailFileBytes) = (folder.FullName, fileBytes);
        var trail = new GatewayTrail(options, clock, NullLogger<GatewayTrail>.Instance) { Taking = take ?? TrailFile.Take, Real = real ?? TimeProvider.System };
        await trail.StartAsync(default);
        return new RunningTrail(trail);
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(Trail, "*.ndjson").Order(StringComparer.Ordinal)];

    /// <summary>What `trustctl audit verify --gateway` says of the files in their order.</summary>
    private AuditFileCheck Check()
    {
        var check = new AuditFileCheck(null);
        foreach (var line in Files().SelectMany(File.ReadLines)) check.Take(Encoding.UTF8.GetBytes(line));
        return check;
    }

    private sealed record RunningTrail(GatewayTrail Value) : IAsyncDisposable
    {
        public Task<bool> Append() => Value.Append(Row, default).AsTask();

        public async ValueTask DisposeAsync()
        {
            await Value.StopAsync(default);
            Value.Dispose();
        }
    }
}
