using System.Security.Cryptography;
using TrustList.Format.Log;
using TrustList.Testing;

namespace Tools.Tests;

/// <summary>`trustctl log` as a script would call it, on files and on simulated hubs.</summary>
public sealed class LogTests : IDisposable
{
    private const string Now = "2020-10-12T01:00:00Z";
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly LogSimulator log = LogSimulator.Create("310000", "320000", "330000");
    private readonly string policy;

    public LogTests() => policy = folder.Write("policy.json", (SamplePolicies.Policy with { Log = log.Policy }).Write());

    public void Dispose() => folder.Dispose();

    private static void Grow(LogSimulator log, int count, string what = "list")
    {
        for (var i = 0; i < count; i++)
            log.Append(Start.AddSeconds(log.Size), SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{what} {log.Size}")));
        log.Publish(Start.AddSeconds(log.Size));
    }

    private string Save(LogSimulator served, string name)
    {
        foreach (var (path, content) in served.Files)
        {
            var file = folder.File($"{name}/{path}");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
        return folder.File(name);
    }

    private Task<Answer> Log(string verb, params string[] more) => TrustctlProcess.Run(["log", verb, "--policy", policy, "--now", Now, .. more]);

    private Task<Answer> Watch(params string[] sources) => Log("watch", ["--once", "--evidence", folder.File("watch"), .. sources]);

    [Fact]
    public async Task Proves_an_epoch_from_tiles_and_verifies_the_proof()
    {
        Grow(log, 300);
        var proof = folder.File("proof");
        Assert.Equal(0, (await Log("prove", Save(log, "log"), "270", "--out", proof)).Code);
        var verified = await Log("verify", proof, "--json");
        Assert.Equal((0, 270, 300, false), (verified.Code, verified.Json["epoch"]!.GetValue<int>(), verified.Json["size"]!.GetValue<int>(), verified.Json["newest"]!.GetValue<bool>()));
        Assert.Equal("2020-10-12T00:05:00Z", verified.Json["loggedAt"]!.GetValue<string>());
        Assert.Equal(3, verified.Json["witnesses"]!.AsArray().Count);
        Assert.Equal(2, (await Log("prove", folder.File("log"), "300", "--out", proof)).Code);
    }

    [Fact]
    public async Task Rejects_a_proof_of_another_log_and_one_that_was_changed()
    {
        Grow(log, 3);
        var stranger = LogSimulator.Create("310000", "320000", "330000");
        Grow(stranger, 3);
        var other = await Log("verify", folder.Write("other", stranger.Files["proof"]), "--json");
        Assert.Equal((1, "NotSigned"), (other.Code, other.Json["fault"]!.GetValue<string>()));
        var proof = LogProof.Read(log.Files["proof"]).Value;
        var moved = await Log("verify", folder.Write("moved", (proof with { Path = [.. proof.Path.Reverse(), proof.Path[0]] }).Write()), "--json");
        Assert.Equal((1, "NotIncluded"), (moved.Code, moved.Json["fault"]!.GetValue<string>()));
        var junk = await Log("verify", folder.Write("junk", "junk"u8), "--json");
        Assert.Equal((1, "Malformed", false), (junk.Code, junk.Json["fault"]!.GetValue<string>(), junk.ShowsStackTrace));
    }

    [Fact]
    public async Task Finds_a_whole_log_whole_and_every_damage()
    {
        Grow(log, 260);
        var served = Save(log, "log");
        Assert.StartsWith("whole: 260 epochs, 260 witnessed", (await Log("fsck", served)).Output);
        foreach (var path in new[] { "tile/0/000", "tile/1/000.p/1", "tile/0/001.p/4", "tile/entries/000", "tile/entries/001.p/4" })
        {
            var file = Path.Combine(served, path);
            var whole = File.ReadAllBytes(file);
            File.WriteAllBytes(file, [.. whole[..^1], (byte)(whole[^1] ^ 1)]);
            var damaged = await Log("fsck", served);
            Assert.Equal((1, path, false), (damaged.Code, path, damaged.ShowsStackTrace));
            Assert.Contains("violations", damaged.Output, StringComparison.Ordinal);
            File.Delete(file);
            Assert.Equal((1, path), ((await Log("fsck", served)).Code, path));
            File.WriteAllBytes(file, whole);
        }
        Assert.Equal(0, (await Log("fsck", served)).Code);
    }

    [Fact]
    public async Task Sees_one_view_at_hub_and_mirror_and_as_the_log_grows()
    {
        await using var hub = await HubSimulator.StartAsync();
        hub.Log = log;
        Grow(log, 5);
        var mirror = Save(log, "mirror");
        Grow(log, 7);
        Assert.Equal(0, (await Watch(hub.Url.OriginalString, mirror)).Code);
        Grow(log, 300);
        var grown = await Watch(hub.Url.OriginalString);
        Assert.Equal(0, grown.Code);
        Assert.Contains("one view of 312 epochs", grown.Output, StringComparison.Ordinal);
        // An old mirror alone: behind what was seen, whose tiles it has not. Nothing is proved, nobody accused.
        Assert.Equal(2, (await Watch(mirror)).Code);
        Assert.Equal(0, (await Watch(mirror, hub.Url.OriginalString)).Code);
        Assert.Empty(Directory.GetDirectories(folder.File("watch")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Reports_two_views_with_both_notes_as_evidence(int further)
    {
        await using var hub = await HubSimulator.StartAsync();
        await using var mirror = await HubSimulator.StartAsync();
        Grow(log, 4);
        var second = log.Fork();
        Grow(log, 2, "shown to some");
        Grow(second, 2 + further, "shown to others");
        (hub.Log, mirror.Log) = (log, second);
        var caught = await Watch(hub.Url.OriginalString, mirror.Url.OriginalString);
        Assert.Equal((1, false), (caught.Code, caught.ShowsStackTrace));
        Assert.Contains("TWO VIEWS", caught.Output, StringComparison.Ordinal);
        Assert.Contains("witness/310000", caught.Output, StringComparison.Ordinal);
        var evidence = Assert.Single(Directory.GetDirectories(folder.File("watch")));
        foreach (var (name, size) in new[] { ("first.note", 6), ("second.note", 6 + further) })
        {
            var note = WitnessedCheckpoint.Verify(File.ReadAllBytes(Path.Combine(evidence, name)), log.Policy, Start.AddHours(1)).Value;
            Assert.Equal(size, note.Checkpoint.Size);
        }
        Assert.Contains("contradiction", File.ReadAllText(Path.Combine(evidence, "report.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_a_log_that_contradicts_what_it_showed_before()
    {
        await using var hub = await HubSimulator.StartAsync();
        Grow(log, 2);
        var second = log.Fork();
        Grow(log, 1, "before");
        hub.Log = log;
        Assert.Equal(0, (await Watch(hub.Url.OriginalString)).Code);
        Grow(second, 5, "after");
        hub.Log = second;
        Assert.Equal(1, (await Watch(hub.Url.OriginalString)).Code);
    }

    [Fact]
    public async Task Accuses_nobody_over_bad_tiles_or_a_missing_quorum()
    {
        await using var hub = await HubSimulator.StartAsync();
        hub.Log = log;
        Grow(log, 4);
        Assert.Equal(0, (await Watch(hub.Url.OriginalString)).Code);
        Grow(log, 4);
        hub.Misbehave(Misbehaviour.Withhold, path => path.Contains("/tile/", StringComparison.Ordinal));
        Assert.Equal(2, (await Watch(hub.Url.OriginalString)).Code);
        hub.Behave();
        Assert.Equal(0, (await Watch(hub.Url.OriginalString)).Code);
        log.Publish(Start, "310000");
        var alone = await Watch(hub.Url.OriginalString);
        Assert.Equal(2, alone.Code);
        Assert.Contains("QuorumMissing", alone.Output, StringComparison.Ordinal);
    }
}
