using Demo.World;

namespace Demo.Telling;

/// <summary>What a newcomer may try after the story.</summary>
public static class TryNext
{
    /// <summary>Commands that work in the repository as they stand.</summary>
    public static string Text(Country country, bool keep)
    {
        var root = Path.GetRelativePath(Repository.Root, country.Workspace.Root);
        var now = country.Clock.Text;
        var lines = new List<string>
        {
            "",
            "Try next, from the repository:",
            $"  ./trustctl inspect {root}/licence.cbor",
            $"  ./trustctl inspect {root}/trust-anchor.root.json",
            $"  ./trustctl verify {root}/try/presentation.cbor --transcript {root}/try/transcript.cbor --state {root}/try/state --acceptor 320000 --purpose roadside --now {At(country.Workspace.File("try", "instant"))}",
        };
        if (keep)
        {
            lines.Add($"  ./trustctl sync --hub {country.Hub.PublicUrl} --state {root}/mine --anchor {root}/trust-anchor.root.json --now {now}");
            lines.Add("");
            lines.Add("Running until Ctrl-C:");
            lines.Add($"  hub               {country.Hub.PublicUrl}tuf/timestamp.json");
            lines.AddRange(country.Sites.Values.Select(site => $"  {site.Region.Code} {site.Region.NameEn,-10} gateway {site.GatewayUrl}v1/trust (curl -k)"));
        }
        else
        {
            lines.Add("  ./run --keep      leaves hub and regions running");
        }

        return string.Join('\n', lines);
    }

    private static string At(string file) => File.Exists(file) ? File.ReadAllText(file) : "2020-10-12T01:00:30Z";
}
