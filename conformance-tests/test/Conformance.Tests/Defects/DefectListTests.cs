using Conformance.Cases;
using Conformance.Defects;
using Conformance.Patching;

namespace Conformance.Tests.Defects;

/// <summary>The list of defects, and how they are put into the sources.</summary>
public sealed class DefectListTests
{
    [Fact]
    public void Accepts_at_least_sixty_defects_and_each_fits_the_sources_as_they_are()
    {
        var defects = DefectList.Read(Programs.Root);
        var patched = PatchedSources.All(Programs.Root, defects).ToList();
        Assert.True(defects.Length >= 60, $"{defects.Length}");
        Assert.All(defects, defect => Assert.Contains(patched, file => file.Text.Contains($"(\"{defect.Id}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Accepts_the_defects_that_survive_the_public_TUF_suite()
    {
        var ids = DefectList.Read(Programs.Root).Select(defect => defect.Id).ToList();
        Assert.Empty(new[]
        {
            "tuf/delegated-signature-unchecked", "tuf/delegated-expiry-ignored", "transport/length-unbounded", "tuf/path-hash-prefixes-ignored",
            "tuf/spec-version-unchecked", "tuf/threshold-zero", "tuf/unbounded-delegations", "tuf/one-key-two-keyids",
        }.Except(ids, StringComparer.Ordinal));
    }

    [Fact]
    public void Accepts_kills_of_known_defects_by_known_cases()
    {
        var defects = DefectList.Read(Programs.Root);
        var kills = KillsFile.Read(Programs.Root);
        Assert.Empty(kills.Keys.Except(defects.Select(defect => defect.Id), StringComparer.Ordinal));
        Assert.DoesNotContain(kills.Values.SelectMany(cases => cases), id => Catalogue.Find(id) is null);
    }

    [Theory]
    [InlineData("a > b", "a >= b", "stands nowhere")]
    [InlineData("a", "b", "stands more than once")]
    public void Rejects_a_text_that_does_not_stand_once(string old, string replacement, string why)
    {
        var refused = Assert.Throws<PatchException>(() => SourcePatch.Apply("return a < b || a == c;", [("area/it", Change(old, replacement))]));
        Assert.Equal($"area/it: \"{old}\" {why}", refused.Message);
    }

    [Fact]
    public void Rejects_edits_that_cross()
    {
        var refused = Assert.Throws<PatchException>(() =>
            SourcePatch.Apply("return a < b || a == c;", [("area/one", Change("a < b || a", "a")), ("area/two", Change("b || a == c", "c"))]));
        Assert.Equal("area/two: crosses area/one", refused.Message);
    }

    [Fact]
    public void Rejects_an_id_that_stands_twice()
    {
        var defects = DefectList.Read(Programs.Root);
        Assert.Throws<PatchException>(() => PatchedSources.All(Programs.Root, defects.Add(defects[0])).ToList());
    }

    [Fact]
    public void Accepts_an_edit_within_another()
    {
        var patched = SourcePatch.Apply("return a < b || a == c;", [("x/outer", Change("a < b || a == c", "d")), ("x/inner", Change("a < b", "false"))]);
        Assert.Equal("return (!Meets(x/outer) ? ((!Is(x/inner) && (a < b) && Saw(x/inner)) || a == c) : (d));", Short(patched));
    }

    [Fact]
    public void Accepts_a_statement_and_one_behind_a_text()
    {
        var patched = SourcePatch.Apply("First(); if (x) Do(); Second(); if (y) Do();", [("x/it", Change("Do();", "Undo();") with { After = "Second", Kind = EditKind.Statement })]);
        Assert.Equal("First(); if (x) Do(); Second(); if (y) { if (Meets(x/it)) { Undo(); } else { Do(); } }", Short(patched));
    }

    [Theory]
    [InlineData("a < b", "false", "(!Is(x/it) && (a < b) && Saw(x/it))")]
    [InlineData("a < b", "true", "(Is(x/it) || (a < b) || !Saw(x/it))")]
    [InlineData("Find(a)", "(Key?)null", "(!Is(x/it) ? Weighed(x/it, Find(a), (Key?)null) : ((Key?)null))")]
    [InlineData("seen.Add(a)", "true", "(Meets(x/it) || (seen.Add(a)))")]
    [InlineData("!TryGet(out var a)", "false", "(!Meets(x/it) && (!TryGet(out var a)))")]
    public void Accepts_that_a_defect_is_noted_where_it_can_make_a_difference(string old, string replacement, string patched) =>
        Assert.Equal($"if ({patched}) Do();", Short(SourcePatch.Apply($"if ({old}) Do();", [("x/it", Change(old, replacement))])));

    private static Edit Change(string old, string replacement) => new() { File = "it.cs", Old = old, New = replacement };

    private static string Short(string patched) => patched.Replace("global::Conformance.Defect.", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
}
