using Federation.Bench;

if (args.Length == 0 || args[0] is not ("verify" or "issue" or "trust" or "status" or "push"))
{
    Console.Error.WriteLine("usage: bench verify|issue|trust|status|push [--json] [--rounds N] [--seconds S] [--alone] [--fraction F]");
    return 64;
}

var options = BenchOptions.Read(args.AsSpan(1));
if (options is null)
    return 64;

var rows = args[0] switch
{
    "verify" => await VerifyBench.RunAsync(options),
    "issue" => await IssueBench.RunAsync(options),
    "trust" => await TrustBench.RunAsync(options),
    "push" => [.. await PushBench.RunAsync(options), .. await HeadsBench.RunAsync(options)],
    _ => await StatusBench.RunAsync(options),
};
BenchOutput.Write(rows, options.Json, Console.Out);
return rows.All(row => row.Ok) ? 0 : 1;
