using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Storage;

public sealed class GroupedWritesTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly CountedStore store;

    public GroupedWritesTests()
    {
        store = new CountedStore(IssuerDatabase.Open(new DatabasePlace(folder.Path, TestKeys: true)));
        store.Write("table", db => db.Execute("CREATE TABLE marks(number INTEGER PRIMARY KEY)"));
        store.Writes = 0;
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Commits_what_came_during_a_commit_in_one_transaction_and_answers_each_after_it()
    {
        var group = new GroupedWrites(store, "test");
        using var first = await Holding.BeginAsync(group);
        var others = Enumerable.Range(1, 100).Select(number => group.WriteAsync(db => Mark(db, number), CancellationToken.None)).ToList();
        Assert.All(others, other => Assert.False(other.IsCompleted));
        var numbers = await Task.WhenAll(others.Append(first.LetGo()));
        Assert.Equal(Enumerable.Range(0, 101).Sum(), numbers.Sum());
        Assert.Equal(101, store.Read(db => db.ExecuteScalar<long>("SELECT count(*) FROM marks")));
        Assert.Equal(2, store.Writes);
    }

    [Fact]
    public async Task Keeps_a_refusal_and_a_broken_statement_from_their_neighbours()
    {
        var group = new GroupedWrites(store, "test");
        using var first = await Holding.BeginAsync(group);
        var sound = group.WriteAsync(db => Mark(db, 1), CancellationToken.None);
        var refused = group.WriteAsync<int>(_ => throw new InvalidOperationException("refused"), CancellationToken.None);
        var broken = group.WriteAsync(db => db.Execute("INSERT INTO nowhere VALUES(1)"), CancellationToken.None);
        var last = group.WriteAsync(db => Mark(db, 2), CancellationToken.None);
        var marks = await Task.WhenAll(first.LetGo(), sound, last);
        Assert.Equal([0, 1, 2], marks);
        await Assert.ThrowsAsync<InvalidOperationException>(() => refused);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => broken);
        Assert.Equal([0L, 1, 2], store.Read(db => db.Query<long>("SELECT number FROM marks ORDER BY number")));
        Assert.Equal(3, await group.WriteAsync(db => Mark(db, 3), CancellationToken.None)); // It goes on.
    }

    [Fact]
    public async Task Fails_each_where_the_store_fails()
    {
        using var faulty = new FaultyStore(store, "test", occurrence: 1, afterCommit: false);
        var group = new GroupedWrites(faulty, "test");
        await Assert.ThrowsAsync<CrashException>(() => group.WriteAsync(db => Mark(db, 1), CancellationToken.None));
        await Assert.ThrowsAsync<CrashException>(() => group.WriteAsync(db => Mark(db, 2), CancellationToken.None));
    }

    [Fact]
    public async Task Leaves_out_whoever_has_left_while_waiting_and_does_what_has_begun()
    {
        var group = new GroupedWrites(store, "test");
        using var leaving = new CancellationTokenSource();
        using var first = await Holding.BeginAsync(group, leaving.Token);
        var left = Enumerable.Range(1, 50).Select(number => group.WriteAsync(db => Mark(db, number), leaving.Token)).ToList();
        var stayed = group.WriteAsync(db => Mark(db, 51), CancellationToken.None);
        await leaving.CancelAsync();
        foreach (var one in left)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one); // Before the store is free again.
        Assert.Equal((0, 51), (await first.LetGo(), await stayed));
        Assert.Equal([0L, 51], store.Read(db => db.Query<long>("SELECT number FROM marks ORDER BY number")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => group.WriteAsync(db => Mark(db, 52, () => throw new InvalidOperationException("was not left out")), leaving.Token));
    }

    [Fact]
    public async Task Refuses_more_than_may_wait_and_takes_others_in_the_places_of_those_who_left()
    {
        var group = new GroupedWrites(store, "test", mostWaiting: 3);
        using var leaving = new CancellationTokenSource();
        using var first = await Holding.BeginAsync(group);
        var waiting = new[] { group.WriteAsync(db => Mark(db, 1), CancellationToken.None), group.WriteAsync(db => Mark(db, 2), CancellationToken.None) };
        var left = group.WriteAsync(db => Mark(db, 3), leaving.Token);
        await Assert.ThrowsAsync<TooManyWaitingException>(() => group.WriteAsync(db => Mark(db, 4), CancellationToken.None));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        var last = group.WriteAsync(db => Mark(db, 5), CancellationToken.None);
        await Task.WhenAll([first.LetGo(), last, .. waiting]);
        Assert.Equal([0L, 1, 2, 5], store.Read(db => db.Query<long>("SELECT number FROM marks ORDER BY number")));
    }

    private static int Mark(StoreSession db, int number, Action? meanwhile = null)
    {
        meanwhile?.Invoke();
        db.Execute("INSERT INTO marks(number) VALUES(@number)", new { number });
        return number;
    }

    /// <summary>A first write that has begun and keeps the store busy until it is let go, or the test is over.</summary>
    private sealed class Holding : IDisposable
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously), over = new();
        private readonly Task<int> write;

        private Holding(GroupedWrites group, CancellationToken leaving) => write = group.WriteAsync(
            db => Mark(db, 0, () =>
            {
                begun.SetResult();
                over.Task.Wait(CancellationToken.None);
            }),
            leaving);

        internal static async Task<Holding> BeginAsync(GroupedWrites group, CancellationToken leaving = default)
        {
            var holding = new Holding(group, leaving);
            await holding.begun.Task;
            return holding;
        }

        /// <summary>The write's result, 0, once it is done.</summary>
        internal Task<int> LetGo()
        {
            over.TrySetResult();
            return write;
        }

        public void Dispose() => over.TrySetResult();
    }

    private sealed class CountedStore(IssuerDatabase real) : IDurableStore, IDisposable
    {
        internal int Writes { get; set; }

        public T Read<T>(Func<StoreSession, T> query) => real.Read(query);

        public T Write<T>(string act, Func<StoreSession, T> work)
        {
            Writes++;
            return real.Write(act, work);
        }

        public void Dispose() => real.Dispose();
    }
}
