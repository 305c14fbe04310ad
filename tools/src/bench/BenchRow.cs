namespace Federation.Bench;

/// <summary>One comparison of a benchmark.</summary>
/// <param name="Row">What is compared.</param>
/// <param name="Value">Our rate.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Target">The bound of <paramref name="Ratio"/>, in words; empty where there is none.</param>
/// <param name="Peer">With what it is compared.</param>
/// <param name="PeerValue">The peer's rate in the same run.</param>
/// <param name="Ratio">The median over the rounds of what the target speaks of.</param>
/// <param name="Ok">Whether the target is met.</param>
public sealed record BenchRow(string Row, double Value, string Unit, string Target, string Peer, double PeerValue, double Ratio, bool Ok);
