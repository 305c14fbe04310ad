using System.Security.Cryptography;
using TrustList.Format.Metadata;

namespace TrustList.Sync.Tests.Adapter;

/// <summary>Delegated roles, as the adapter's program searches them.</summary>
public sealed class DelegationTests
{
    [Fact]
    public async Task Downloads_what_a_role_of_the_right_hash_prefix_lists_and_nothing_that_another_lists()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        const string path = "files/one.txt";
        var prefix = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path)))[..3];
        var other = (prefix[0] == '0' ? "1" : "0") + prefix[1..];
        bed.Delegate(RoleNames.Targets, "other-bin", TufBed.Key(), [], prefixes: [other]);
        bed.Delegate(RoleNames.Targets, "bin", TufBed.Key(), [], prefixes: ["fff0fff", prefix]);
        bed.AddTarget("other-bin", path, "not its to say");
        bed.AddTarget("bin", path, "from its own bin");
        bed.Publish(RoleNames.Targets, "bin", "other-bin");
        Assert.Equal(0, await bed.Client.DownloadAsync(path));
        Assert.Equal(["from its own bin"], bed.Downloaded());
        Assert.DoesNotContain("1.other-bin.json", bed.Requests());
    }

    [Theory]
    [InlineData(false, "A C D B")]
    [InlineData(true, "A C")]
    public async Task Searches_in_order_and_ends_after_a_terminating_role(bool terminating, string visited)
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Delegate(RoleNames.Targets, "A", TufBed.Key(), ["*"]);
        bed.Delegate(RoleNames.Targets, "B", TufBed.Key(), ["*"]);
        bed.Delegate("A", "C", TufBed.Key(), ["*"], terminating);
        bed.Delegate("A", "D", TufBed.Key(), ["*"]);
        bed.AddTarget("B", "late.txt", "from B");
        bed.Publish(RoleNames.Targets, "A", "B", "C", "D");
        Assert.Equal(terminating ? 1 : 0, await bed.Client.DownloadAsync("late.txt"));
        Assert.Equal(visited.Split(' ').Select(role => $"1.{role}.json"), bed.Requests().Where(path => path is ['1', '.', >= 'A' and <= 'D', ..]));
    }

    [Fact]
    public async Task Rejects_a_cached_role_that_the_current_delegator_did_not_vouch_for()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        var trustedByA = TufBed.Key();
        bed.Delegate(RoleNames.Targets, "parent-a", TufBed.Key(), ["team-a/*"]);
        bed.Delegate(RoleNames.Targets, "parent-b", TufBed.Key(), ["team-b/*"]);
        bed.Delegate("parent-a", "release", trustedByA, ["team-a/*"]);
        bed.Delegate("parent-b", "release", TufBed.Key(), ["team-b/*"]);
        bed.AddTarget("release", "team-a/file.txt", "for a");
        bed.AddTarget("release", "team-b/file.txt", "for b");
        bed.Publish(RoleNames.Targets, "parent-a", "parent-b", "release");
        bed.AssertRefused(await bed.Client.DownloadAsync("team-a/file.txt", "team-b/file.txt"), MetadataFault.BelowThreshold);
        Assert.Equal(["for a"], bed.Downloaded());
        Assert.Equal(1, await bed.Client.DownloadAsync("team-b/file.txt"));
        Assert.Equal(0, await bed.Client.DownloadAsync("team-a/file.txt"));
    }

    [Fact]
    public async Task Rejects_a_stored_role_once_its_delegator_trusts_another_key()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Delegate(RoleNames.Targets, "A", TufBed.Key(), ["*"]);
        bed.AddTarget("A", "one.txt", "one");
        bed.Publish(RoleNames.Targets, "A");
        Assert.Equal(0, await bed.Client.DownloadAsync("one.txt"));
        bed.Roles[RoleNames.Targets] = bed.Roles[RoleNames.Targets] with { Delegations = null };
        bed.Delegate(RoleNames.Targets, "A", TufBed.Key(), ["*"]);
        bed.Publish(RoleNames.Targets);
        bed.AssertRefused(await bed.Client.DownloadAsync("one.txt"), MetadataFault.BelowThreshold);
    }

    [Fact]
    public async Task Rejects_a_delegated_role_that_has_expired()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Delegate(RoleNames.Targets, "A", TufBed.Key(), ["*"]);
        bed.AddTarget("A", "one.txt", "one");
        bed.Roles["A"] = bed.Roles["A"] with { Expires = TufBed.Past };
        bed.Publish(RoleNames.Targets, "A");
        bed.AssertRefused(await bed.Client.DownloadAsync("one.txt"), MetadataFault.Expired);
        Assert.Empty(bed.Downloaded());
        Assert.Null(bed.Trusted("A"));
    }

    [Fact]
    public async Task Rejects_a_role_that_the_snapshot_does_not_list_without_asking_for_it()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Delegate(RoleNames.Targets, "A", TufBed.Key(), ["*"]);
        bed.Publish(RoleNames.Targets);
        bed.AssertRefused(await bed.Client.DownloadAsync("one.txt"), MetadataFault.NotListed);
        Assert.DoesNotContain(bed.Requests(), path => path.Contains(".A.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Searches_no_further_behind_a_role_that_cannot_be_loaded()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Delegate(RoleNames.Targets, "A", TufBed.Key(), ["*"]);
        bed.Delegate(RoleNames.Targets, "B", TufBed.Key(), ["*"]);
        bed.AddTarget("B", "one.txt", "what A would have overruled");
        bed.Publish(RoleNames.Targets, "A", "B");
        bed.Hub.Files = bed.Hub.Files.Remove("1.A.json");
        Assert.Equal(1, await bed.Client.DownloadAsync("one.txt"));
        Assert.Empty(bed.Downloaded());
    }

    [Fact]
    public async Task Keeps_a_role_whose_name_would_lead_elsewhere_in_its_folder()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Delegate(RoleNames.Targets, "../A", TufBed.Key(), ["*"]);
        bed.Publish(RoleNames.Targets, "../A");
        Assert.Equal(1, await bed.Client.DownloadAsync("one.txt"));
        Assert.Equal(1, bed.Trusted("../A"));
        Assert.Equal(5, Directory.GetFiles(bed.Client.MetadataFolder).Length);
        Assert.Contains("1...%2FA.json", bed.Requests());
    }
}
