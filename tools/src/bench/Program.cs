using Federation.Bench;
using Federation.Bench.Gateway;
using Federation.Bench.Office;
using Federation.Bench.Serve;
using Federation.Bench.Soak;

if (args is [BarePeer.Verb, ..])
    return await BarePeer.RunAsync(args);

if (args.Length == 0 || args[0] is not ("verify" or "issue" or "trust" or "status" or "push" or "office" or "gateway" or "serve" or "soak"))
{
    Console.Error.WriteLine("usage: bench verify|issue|trust|status|push|office|gateway|serve|soak [--json] [--rounds N] [--seconds S] [--alone] [--fraction F] [--only import|issue|heads|queries|verdicts|live|slow|memory] [--minutes M]");
    return 64;
}

var options = BenchOptions.Read(args.AsSpan(1));
if (options is null)
    return 64;

var output = new BenchOutput(options.Json, Console.Out);
if (args[0] == "office")
{
    await OfficeBench.RunAsync(options, output.Write);
    return output.AllOk ? 0 : 1;
}

var rows = args[0] switch
{
    "verify" => await VerifyBench.RunAsync(options),
    "issue" => await IssueBench.RunAsync(options),
    "trust" => await TrustBench.RunAsync(options),
    "push" => [.. await PushBench.RunAsync(options), .. await HeadsBench.RunAsync(options)],
    "serve" => [.. await ServeBench.RunAsync(options), .. await HeadsBench.InstancesAsync(options)],
    "soak" => await SoakBench.RunAsync(options),
    "gateway" => await GatewayBench.RunAsync(options),
    _ => await StatusBench.RunAsync(options),
};
foreach (var row in rows)
    output.Write(row);
return output.AllOk ? 0 : 1;
