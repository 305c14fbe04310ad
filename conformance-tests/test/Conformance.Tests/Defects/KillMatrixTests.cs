using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Defects;
using Conformance.Patching;

namespace Conformance.Tests.Defects;

/// <summary>The published matrix, and how it comes about.</summary>
public sealed class KillMatrixTests
{
    private const string Complete = "complete it by: ./soak suite 2 7 --defect ID";

    private static readonly ImmutableArray<SeededDefect> Defects = DefectList.Read(Programs.Root);
    private static readonly string Published = Path.Combine(Programs.Root, MatrixFile.Path);
    private static readonly KillMatrix Matrix = new([.. MatrixFile.Read(Published, Defects).Values], []);

    [Fact]
    public void Accepts_a_published_matrix_of_known_defects_and_cases()
    {
        var ids = MatrixFile.Ids(Published);
        Assert.Empty(ids.Keys.Except(Defects.Select(defect => defect.Id), StringComparer.Ordinal));
        Assert.DoesNotContain(ids.Values.SelectMany(kills => kills), kill => Catalogue.Find(kill.Case) is null);
    }

    [Fact]
    public void Rejects_a_critical_defect_that_no_case_kills()
    {
        var killed = Matrix.Rows.Where(row => !row.Kills.IsEmpty).Select(row => row.Defect.Id);
        var alive = Defects.Where(defect => defect is { Critical: true, Equivalent: null }).Select(defect => defect.Id).Except(killed, StringComparer.Ordinal);
        Assert.True(!alive.Any(), $"{string.Join(", ", alive)}; {Complete}");
        Assert.Empty(Matrix.Mislabelled.Select(row => row.Defect.Id));
    }

    [Fact]
    public void Rejects_a_critical_case_that_kills_nothing() =>
        Assert.Empty(Matrix.Idle.Select(found => found.Id));

    [Fact]
    public void Rejects_that_a_good_licence_refused_shows_a_critical_defect()
    {
        var (critical, other) = (Defects.First(defect => defect.Critical), Defects.First(defect => !defect.Critical));
        var good = Failed(Catalogue.All.First(found => found.Twin is null), Outcome.Fail);
        var bad = Catalogue.All.First(found => found.Twin is not null);
        Assert.False(KillRun.Kills(good, critical));
        Assert.True(KillRun.Kills(good, other));
        Assert.True(KillRun.Kills(Failed(bad, Outcome.Fail), critical));
        Assert.False(KillRun.Kills(Failed(bad, Outcome.NonStrict), critical));
    }

    [Fact]
    public void Accepts_that_a_row_keeps_what_was_not_played_again()
    {
        var row = new KillRow(Defects[0], [new("a/b/again", Outcome.Fail), new("a/b/kept", Outcome.Hang)]).Renewed([new("a/b/new", Outcome.Fail)], id => id is "a/b/again" or "a/b/new");
        Assert.Equal(["a/b/kept", "a/b/new"], row.Kills.Select(kill => kill.Case));
        var path = Path.Combine(Directory.CreateTempSubdirectory("matrix-").FullName, "matrix.json");
        MatrixFile.Write(path, [row]);
        Assert.Equal<IEnumerable<Kill>>(row.Kills, MatrixFile.Read(path, Defects)[row.Defect.Id].Kills);
    }

    [Fact]
    public async Task Accepts_that_the_adapter_notes_where_a_defect_makes_a_difference()
    {
        var cases = new[] { "log/note/wrong-key", "state/kill/older-list-after-kill" }.Select(id => Catalogue.Find(id)!);
        var (results, reach) = await new KillRun(Programs.Defective, seed: 7).ReachAsync(cases);
        Assert.All(results, result => Assert.Equal(Outcome.Pass, result.Outcome));
        Assert.True(reach.Has("log/note/wrong-key", "log/log-signature-unchecked"));
        Assert.False(reach.Has("log/note/good", "log/log-signature-unchecked"));
        Assert.False(reach.Has("log/note/wrong-key", "qr/expired-accepted"));
        Assert.True(reach.Has("state/kill/older-list-after-kill", "tuf/timestamp-rollback"));
    }

    private static CaseResult Failed(ConformanceCase found, Outcome outcome) => new(found, outcome, string.Empty, TimeSpan.FromSeconds(1), []);
}
