using Federation.Ceremonies.RollOut;

namespace Demo.People;

/// <summary>A licence with all that its office was told about it, against which verdicts are held.</summary>
/// <param name="home">The region that issued it.</param>
/// <param name="id">Its id there.</param>
/// <param name="phone">The phone that shows it.</param>
public sealed class WatchedLicence(Region home, string id, Phone phone)
{
    private readonly Lock gate = new();
    private readonly List<(string Letters, long Asked, long? Done)> changes = [("A", long.MinValue, long.MinValue)];

    /// <summary>The region that issued it.</summary>
    public Region Home => home;

    /// <summary>Its id at home.</summary>
    public string Id => id;

    /// <summary>The phone that shows it.</summary>
    public Phone Phone => phone;

    /// <summary>The letters that the office asked for last.</summary>
    public string Letters
    {
        get { lock (gate) return changes[^1].Letters; }
    }

    /// <summary>Has the office change the letters, and notes when it asked and when that was acknowledged.</summary>
    /// <param name="letters">A: valid; J: suspended; E: revoked.</param>
    /// <param name="change">Asks until it is acknowledged.</param>
    public async Task ChangeAsync(string letters, Func<Task> change)
    {
        lock (gate) changes.Add((letters, TimeProvider.System.GetTimestamp(), null));
        await change();
        lock (gate) changes[^1] = changes[^1] with { Done = TimeProvider.System.GetTimestamp() };
    }

    /// <summary>The last changes, each with how long before now it was asked for and acknowledged: for who has to explain a verdict.</summary>
    public string History
    {
        get
        {
            lock (gate)
                return string.Join(", ", changes.TakeLast(4).Select(change => change.Asked == long.MinValue ? change.Letters : $"{change.Letters} asked {Ago(change.Asked)}, acknowledged {(change.Done is { } done ? Ago(done) : "not yet")}"));

            static string Ago(long then) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(then).TotalSeconds:F1} s ago");
        }
    }

    /// <summary>Everybody knows the last change: from now on nothing before it is right.</summary>
    public void Settle()
    {
        lock (gate) changes.RemoveRange(0, changes.Count - 1);
    }

    /// <summary>Whether a verdict may be right: a letter that makes it so was in force, as far as anybody could know, at some instant between question and answer.</summary>
    /// <param name="outcome">Accepted or Refused; who does not decide is not wrong.</param>
    /// <param name="asked">When the question was put.</param>
    /// <param name="answered">When the answer came.</param>
    /// <param name="window">How long after its acknowledgement a suspension or revocation may be unknown.</param>
    /// <param name="lifted">How long a lift may be, which counts with its witnessed epoch alone.</param>
    public bool MayBe(string outcome, long asked, long answered, TimeSpan window, TimeSpan lifted)
    {
        lock (gate)
        {
            return outcome == "Undecided" || changes.Where((change, n) => change.Asked <= answered && (n == changes.Count - 1 || !IsOver(changes[n + 1])))
                .Any(change => outcome == (change.Letters == "A" ? "Accepted" : "Refused"));
        }

        bool IsOver((string Letters, long Asked, long? Done) next) =>
            next.Done is { } done && (done == long.MinValue || (asked > done && TimeProvider.System.GetElapsedTime(done, asked) > (next.Letters == "A" ? lifted : window)));
    }
}
