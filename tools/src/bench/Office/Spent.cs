using System.Diagnostics;
using System.Globalization;
using TrustList.Testing.Databases;

namespace Federation.Bench.Office;

/// <summary>Time on the clock, and processor time of this process and of a PostgreSQL server with all its own: what a noisy machine disturbs least.</summary>
/// <param name="Seconds">On the clock.</param>
/// <param name="Node">Processor seconds of this process.</param>
/// <param name="Server">Processor seconds of the server.</param>
internal readonly record struct Spent(double Seconds, double Node, double Server)
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux.
    private const int Parent = 1, User = 11, System = 12, ChildrensUser = 13, ChildrensSystem = 14; // proc(5), counted behind the name.

    /// <summary>All until now.</summary>
    internal static Spent Until(LocalPostgres server)
    {
        var seconds = Stopwatch.GetElapsedTime(0).TotalSeconds;
        var keeper = File.ReadLines(Path.Combine(server.Host, "data", "postmaster.pid")).First().Trim();
        var ticks = 0L;
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])))
        {
            if (Fields(process!) is not { } fields)
                continue;
            if (process == keeper)
                ticks += Sum(fields, User, System, ChildrensUser, ChildrensSystem);
            else if (fields[Parent] == keeper)
                ticks += Sum(fields, User, System);
        }
        return new Spent(seconds, Environment.CpuUsage.TotalTime.TotalSeconds, ticks / TicksPerSecond);
    }

    /// <summary>What was spent behind another reading.</summary>
    internal Spent Behind(Spent before) => new(Seconds - before.Seconds, Node - before.Node, Server - before.Server);

    /// <summary>For people: seconds, and processor time by lines.</summary>
    internal string For(int lines) => string.Create(CultureInfo.InvariantCulture, $"{Seconds:0.00} s (a line {Node / lines * 1e6:0.0} µs here, {Server / lines * 1e6:0.0} µs in the server)");

    private static long Sum(string[] fields, params int[] which) => which.Sum(field => long.Parse(fields[field], CultureInfo.InvariantCulture));

    private static string[]? Fields(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It has ended.
        }
    }
}
