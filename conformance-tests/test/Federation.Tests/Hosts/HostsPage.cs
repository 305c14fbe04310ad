namespace Federation.Tests.Hosts;

/// <summary>The page that says what was measured: docs/hosts.md.</summary>
internal static class HostsPage
{
    public static string Text(string rows, string told, int verdicts) => $"""
        # Many hosts: what networks and clocks do to the federation

        A hub and three regions (Shanghai, Jiangsu, Anhui), an issuer and a gateway each, and handhelds: every program is a process in a network namespace of its own, with its own loopback, its own address, and a cable (veth) to one switch (a bridge), on one machine. Made by `./soak hosts`; network namespaces need root. The tests play the first three.

        - A partition is real: the kernel sends the packets between two hosts to an address that nobody has, and they are lost in silence, both ways.
        - Delay, loss and rate are simulated, by a relay of TCP connections at the edge of each host: bytes come later by the latency, and are paced to the rate, which all connections of a site share. Loss is played as what TCP makes of it: a segment of 1,448 bytes is late by a retransmission time-out (200 ms and the round trip, doubled each time it is lost again), those behind it wait, and none is missing; how congestion control slows down then is not simulated. Opening a connection takes its round trip, and a second more where its first packet is lost.
        - Wrong clocks are those of the programs' rehearsal clock, one for each program.
        - All the while desks in the three regions ask about licences of which everything is known, live and offline in turn. A verdict is wrong when it accepts what is revoked or suspended, or refuses what is valid, once the change is known everywhere. Who leaves it open is not wrong, and its reason is in the list below.

        Wrong verdicts: 0 of {verdicts}.

        | | what happens | expected, and asserted | measured |
        |---|---|---|---|
        {rows.TrimEnd()}

        Told in all: {told}.

        """;
}
