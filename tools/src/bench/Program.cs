using Federation.Bench;

if (args.Length == 0 || args[0] is not ("verify" or "issue" or "trust" or "status"))
{
    Console.Error.WriteLine("usage: bench verify|issue|trust|status [--json] [--rounds N] [--seconds S] [--alone] [--fraction F]");
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
    _ => [.. await StatusBench.RunAsync(options), .. await LogAppendBench.RunAsync(options)],
};
BenchOutput.Write(rows, options.Json, Console.Out);
return rows.All(row => row.Ok) ? 0 : 1;
