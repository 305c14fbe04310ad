using System.Globalization;
using System.Net;
using Demo.World;

namespace Federation.Tests.Hosts;

/// <summary>A host: a network namespace with a loopback of its own, and one address on the switch.</summary>
internal sealed class Host(Switch network, string space, int number, string site) : Place
{
    /// <summary>Its namespace.</summary>
    public string Space => space;

    /// <summary>Its port at the switch.</summary>
    public string Port => string.Create(CultureInfo.InvariantCulture, $"p{number}");

    /// <summary>Where it stands: hosts of one site share a line to the others.</summary>
    public string Site => site;

    /// <summary>Its address.</summary>
    public IPAddress Address { get; } = new([10, 213, 0, (byte)number]);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Before => [Switch.Ip, "netns", "exec", space];

    /// <inheritdoc/>
    public override Uri Seen(Uri own) => new(string.Create(CultureInfo.InvariantCulture, $"{own.Scheme}://{Address}:{own.Port}"));

    /// <inheritdoc/>
    public override void Expect(Uri own) => network.Lead(this, own.Port);
}
