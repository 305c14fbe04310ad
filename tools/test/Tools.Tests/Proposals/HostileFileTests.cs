using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;
using TrustList.Testing;

namespace Tools.Tests.Proposals;

public sealed class HostileFileTests : IDisposable
{
    private readonly Nation nation = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Survives_proposals_with_bytes_changed_cut_and_doubled()
    {
        var file = Nation.Sign(nation.DraftTargets(), nation.Repository.TargetsKeys.Take(1)).Write();
        var generator = new SeededGenerator(20201012);
        var refused = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var changed = Mutate(file, generator);
            var read = Proposal.Read(changed);
            var check = read.Value is { } proposal ? CheckedProposal.Check(proposal, Nation.Now) : default;
            if (read.Value is null || check.Value is null) refused++;
            else Federation.Ceremonies.Diff.ProposalDiff.Of(check.Value);
        }

        Assert.InRange(refused, 2_000, 3_000);
    }

    [Fact]
    public async Task Rejects_a_file_that_is_no_proposal_with_exit_64_and_leaves_it_as_it_is()
    {
        var key = folder.File("key.test.pem");
        Federation.Ceremonies.KeyFile.Create(key);
        foreach (var bytes in new byte[][] { [], "{}"u8.ToArray(), "[[[["u8.ToArray(), [0xFF, 0xFE, 0x00], nation.DraftTargets().Write()[..^2] })
        {
            var path = folder.Write("hostile.json", bytes);
            foreach (var command in new string[][] { ["diff", path], ["sign", path, "--key", key, "--yes"], ["assemble", path, "--out", folder.File("out.json")] })
            {
                var answer = await TrustctlProcess.Run(["ceremony", .. command]);
                Assert.True(answer.Code == 64 && answer.Errors.Length > 0 && !answer.ShowsStackTrace, $"{answer.Code} {answer.Errors}");
            }

            Assert.Equal(bytes, File.ReadAllBytes(path));
            Assert.False(File.Exists(folder.File("out.json")));
        }
    }

    [Fact]
    public void Rejects_a_file_beyond_its_limit_unread() =>
        Assert.Equal(ProposalFault.TooLarge, Proposal.Read(new byte[Limits.ProposalBytes + 1]).Refusal?.Fault);

    [Fact]
    public async Task Shows_no_control_character_of_a_reason_on_the_terminal()
    {
        var draft = nation.DraftTargets() with { Reason = new("\u001b[2J清屏", "all is well\u202e\u001b[1A") };
        var shown = await TrustctlProcess.Run("ceremony", "diff", folder.Write("p.json", draft.Write()), "--now", "2020-10-12T00:00:00Z");
        Assert.Equal(0, shown.Code);
        Assert.DoesNotContain('\u001b', shown.Output);
        Assert.DoesNotContain('\u202e', shown.Output);
    }

    private static byte[] Mutate(byte[] file, SeededGenerator generator)
    {
        byte[] changed = [.. file];
        for (var n = generator.Next(3) + 1; n > 0; n--)
        {
            var at = generator.Next(changed.Length);
            switch (generator.Next(4))
            {
                case 0: changed[at] ^= (byte)(1 << generator.Next(8)); break;
                case 1: changed[at] = (byte)generator.Next(256); break;
                case 2: changed = changed[..Math.Max(1, at)]; break;
                default: changed = [.. changed[..at], .. changed[Math.Max(0, at - 40)..at], .. changed[at..]]; break;
            }
        }

        return changed;
    }
}
