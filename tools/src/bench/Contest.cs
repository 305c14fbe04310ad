namespace Federation.Bench;

/// <summary>Runs contenders in interleaved rounds, so that what disturbs the machine disturbs all of them.</summary>
internal sealed class Contest(BenchOptions options)
{
    private readonly List<(string Name, Func<double, Task<double>> Rate, List<double> Rates)> contenders = [];

    /// <summary>Adds a contender in this process.</summary>
    public void Add(string name, Action<int> act) => contenders.Add((name, seconds => Task.FromResult(CpuClock.Rate(seconds, act)), []));

    /// <summary>Adds a peer.</summary>
    public void Add(NpmPeer peer, string act) => contenders.Add((peer.Name, seconds => peer.RateAsync(act, seconds), []));

    /// <summary>Runs every round, after one that is not counted.</summary>
    public async Task RunAsync()
    {
        for (var round = -1; round < options.Rounds; round++)
        {
            foreach (var (_, rate, rates) in contenders)
            {
                var measured = await rate(options.Seconds);
                if (round >= 0)
                    rates.Add(measured);
            }
        }
    }

    /// <summary>A contender's median rate.</summary>
    public double RateOf(string name) => CpuClock.Median(RatesOf(name));

    /// <summary>The median over the rounds of one contender's rate by another's.</summary>
    public double Ratio(string numerator, string denominator) =>
        CpuClock.Median(RatesOf(numerator).Zip(RatesOf(denominator), (n, d) => n / d));

    private List<double> RatesOf(string name) => contenders.Single(contender => contender.Name == name).Rates;
}
