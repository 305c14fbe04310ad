using System.Text.Json;
using TrustList.Testing;

namespace Deploy.Tests.Watching;

/// <summary>A panel of a dashboard in deploy/grafana, as Grafana would read it.</summary>
internal sealed record Panel(string Board, int Id, string Title, string Type, string Description, string Unit, IReadOnlyList<string> Expressions, (int X, int Y, int W, int H) Place)
{
    internal static readonly string Folder = Path.Combine(RepositoryPaths.Root!, "deploy", "grafana");

    internal static IReadOnlyList<string> Boards { get; } = [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)];

    /// <summary>The panels of a file, its rows among them.</summary>
    internal static IReadOnlyList<Panel> Of(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty("panels").EnumerateArray().Select(panel => Read(Path.GetFileNameWithoutExtension(file), panel))];
    }

    /// <summary>Whether two lie over each other.</summary>
    internal bool Covers(Panel other) =>
        Id != other.Id && Place.X < other.Place.X + other.Place.W && other.Place.X < Place.X + Place.W && Place.Y < other.Place.Y + other.Place.H && other.Place.Y < Place.Y + Place.H;

    private static Panel Read(string board, JsonElement panel)
    {
        var place = panel.GetProperty("gridPos");
        int At(string name) => place.GetProperty(name).GetInt32();
        var type = panel.GetProperty("type").GetString()!;
        return new Panel(
            board, panel.GetProperty("id").GetInt32(), panel.GetProperty("title").GetString()!, type,
            type == "row" ? "" : panel.GetProperty("description").GetString()!,
            type == "row" ? "" : panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!,
            type == "row" ? [] : [.. panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!)],
            (At("x"), At("y"), At("w"), At("h")));
    }
}
