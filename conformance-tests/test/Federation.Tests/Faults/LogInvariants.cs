using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Federation.Tests.Faults;

/// <summary>What must hold of the log between hub and node after any number of kills: the same heads and batches on both sides, each in one epoch.</summary>
internal sealed class LogInvariants(Country country)
{
    private string NodeData => Path.Combine(country[Region.Shanghai].IssuerData, "issuer.db");

    /// <summary>Heads of the region that both sides hold.</summary>
    public int Heads { get; private set; }

    /// <summary>Leaves of licences that both sides hold.</summary>
    public int Leaves { get; private set; }

    /// <summary>Waits until the hub's log binds everything that the node has signed.</summary>
    public Task Logged(CancellationToken cancel) => Wait.Until("the log binds the node's newest head and every batch", () => Task.FromResult(
        Node("SELECT COUNT(*) FROM issuance_leaves WHERE batch IS NULL") == 0
        && Node("SELECT COALESCE(MAX(number), 0) FROM issuance_batches") == Hub("SELECT COALESCE(MAX(number), 0) FROM issuance_batch WHERE epoch IS NOT NULL")
        && Node("SELECT MAX(version) FROM status_heads") == Hub("SELECT MAX(version) FROM epoch_head WHERE region = '310000'")), cancel, seconds: 120);

    /// <summary>Compares what both sides hold, once neither works any more.</summary>
    public void Hold()
    {
        // The hub folds old heads into a base: what it still has must be the node's, and its newest too.
        var heads = country.Hub.Rows("SELECT version || ' ' || hex(hash) FROM status_head WHERE region = '310000' ORDER BY version");
        Heads = heads.Count;
        Assert.NotEmpty(heads);
        Assert.Subset(HubBooks.Rows(NodeData, "SELECT version || ' ' || hex(hash) FROM status_heads ORDER BY version").ToHashSet(StringComparer.Ordinal), heads.ToHashSet(StringComparer.Ordinal));

        // No head binds two versions at once, or one twice.
        var bound = country.Hub.Rows("SELECT CAST(version AS TEXT) FROM epoch_head WHERE region = '310000' ORDER BY number");
        Assert.Equal(bound.Select(long.Parse).Order(), bound.Select(long.Parse));
        Assert.Equal(bound.Count, bound.Distinct(StringComparer.Ordinal).Count());

        // Every leaf once, in the node's order.
        var leaves = HubBooks.Rows(NodeData, "SELECT hex(leaf) FROM issuance_leaves ORDER BY batch, position");
        Leaves = leaves.Count;
        Assert.Equal(leaves, country.Hub.Rows("SELECT hex(leaves) FROM issuance_batch WHERE region = '310000' AND epoch IS NOT NULL ORDER BY number").SelectMany(hex => hex.Chunk(64).Select(chars => new string(chars))));
        Assert.Equal(leaves.Count, leaves.Distinct(StringComparer.Ordinal).Count());
    }

    private long Hub(string sql) => Number(country.Hub.Rows($"SELECT CAST(({sql}) AS TEXT)"));

    private long Node(string sql) => Number(HubBooks.Rows(NodeData, $"SELECT CAST(({sql}) AS TEXT)"));

    private static long Number(List<string> answer) => answer is [var text] && long.TryParse(text, out var number) ? number : -1;
}
