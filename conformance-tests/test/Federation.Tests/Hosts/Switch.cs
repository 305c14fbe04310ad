using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Federation.Tests.Hosts;

/// <summary>
/// Hosts as network namespaces, each with a cable (veth) to one switch (a bridge in a namespace of its own). Everything is gone with it.
/// Partitions are the kernel's: frames to an address that nobody has, which are lost in silence. Delay, loss and rate are the lines' (<see cref="Access"/>).
/// </summary>
internal sealed class Switch : IAsyncDisposable
{
    /// <summary>The program that makes namespaces.</summary>
    public const string Ip = "/usr/sbin/ip";

    private const string Nobody = "02:00:00:00:00:01";
    private static readonly string Own = string.Create(CultureInfo.InvariantCulture, $"federation-{Environment.ProcessId}");
    private readonly Dictionary<string, Host> hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Access> accesses = new(StringComparer.Ordinal);
    private readonly HashSet<(Host, Host)> parted = [];
    private readonly List<Line> lines = [];
    private readonly ulong seed;

    /// <summary>Makes the switch.</summary>
    public Switch(ulong seed)
    {
        this.seed = seed;
        Run([], $"netns add {Own}-switch");
        Run(["-n", $"{Own}-switch"], "link add name switch type bridge", "link set dev switch up");
    }

    /// <summary>Why none can be made here; null: one can.</summary>
    public static string? Missing { get; } = WhyMissing();

    /// <summary>The host of this name, made when first asked for.</summary>
    /// <param name="name">"hub", "CODE-issuer", "CODE-gateway", "handheld-NAME".</param>
    public Host this[string name] => hosts.TryGetValue(name, out var host) ? host : hosts[name] = Make(name);

    /// <summary>The line of a site.</summary>
    public Access AccessOf(string site) => accesses.TryGetValue(site, out var access) ? access : accesses[site] = new Access(seed + (ulong)accesses.Count);

    /// <summary>The lines of every site.</summary>
    public IEnumerable<Access> Accesses => accesses.Values;

    /// <summary>Leads connections to a host's port, from other hosts and from this process, to what listens there on its loopback.</summary>
    public void Lead(Host host, int port)
    {
        lines.Add(Line.Open(host.Space, new IPEndPoint(host.Address, port), host.Space, caller => Passed(caller, host)));
        lines.Add(Line.Open(null, new IPEndPoint(IPAddress.Loopback, port), host.Space, _ => [])); // Beside the network: the one who looks on.
    }

    /// <summary>Nothing passes between two hosts any more, either way; nobody is told.</summary>
    public void Part(Host one, Host other)
    {
        if (!parted.Add((one, other))) return;
        Run(["-n", one.Space], $"neigh replace {other.Address} lladdr {Nobody} dev eth0 nud permanent");
        Run(["-n", other.Space], $"neigh replace {one.Address} lladdr {Nobody} dev eth0 nud permanent");
    }

    /// <summary>Pulls a host's cable, or plugs it in.</summary>
    public static void Plug(Host host, bool isIn) => Run(["-n", $"{Own}-switch"], $"link set dev {host.Port} {(isIn ? "up" : "down")}");

    /// <summary>Ends every partition.</summary>
    public void Heal()
    {
        foreach (var (one, other) in parted)
        {
            Run(["-n", one.Space], $"neigh del {other.Address} dev eth0");
            Run(["-n", other.Space], $"neigh del {one.Address} dev eth0");
        }
        parted.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines) await line.DisposeAsync();
        foreach (var space in hosts.Values.Select(host => host.Space).Append($"{Own}-switch")) Run([], $"netns del {space}");
    }

    private Host Make(string name)
    {
        var host = new Host(this, $"{Own}-{name}", hosts.Count + 2, name.Split('-').First(word => word != "handheld"));
        Run([], $"netns add {host.Space}", $"link add name eth0 netns {host.Space} type veth peer name {host.Port} netns {Own}-switch");
        Run(["-n", $"{Own}-switch"], $"link set dev {host.Port} master switch", $"link set dev {host.Port} up");
        Run(["-n", host.Space], "link set dev lo up", $"addr add {host.Address}/24 dev eth0", "link set dev eth0 up");
        AccessOf(host.Site);
        return host;
    }

    private Access[] Passed(IPAddress caller, Host host) =>
        hosts.Values.FirstOrDefault(other => other.Address.Equals(caller))?.Site is { } site && site != host.Site ? [accesses[site], accesses[host.Site]] : [];

    private static string? WhyMissing()
    {
        if (!Environment.IsPrivilegedProcess) return "network namespaces need root";
        if (!File.Exists(Ip)) return "ip is not installed (Debian: iproute2)";
        try
        {
            foreach (var left in Left()) Run([], $"netns del {left}");
            Run([], $"netns add {Own}-try");
            try
            {
                Run(["-n", $"{Own}-try"], "link add name bridge type bridge", "link add name eth0 type veth peer name eth1");
            }
            finally
            {
                Run([], $"netns del {Own}-try");
            }
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return $"network namespaces are not permitted here: {refused.Message}";
        }
    }

    // Of a run that was broken off: its process is gone.
    private static IEnumerable<string> Left() => !Directory.Exists("/run/netns") ? [] : Directory.EnumerateFiles("/run/netns", "federation-*").Select(file => Path.GetFileName(file)!)
        .Where(space => space.Split('-') is [_, var process, ..] && int.TryParse(process, CultureInfo.InvariantCulture, out _) && !Directory.Exists("/proc/" + process));

    private static void Run(IEnumerable<string> words, params string[] commands)
    {
        using var ip = Process.Start(new ProcessStartInfo(Ip, [.. words, "-batch", "-"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        foreach (var command in commands) ip.StandardInput.WriteLine(command);
        ip.StandardInput.Close();
        var errors = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0) throw new InvalidOperationException($"ip {string.Join("; ", commands)}: {errors.Trim()}");
    }
}
