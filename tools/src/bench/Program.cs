using Federation.Bench;

if (args.Length == 0 || args[0] is not ("verify" or "issue"))
{
    Console.Error.WriteLine("usage: bench verify|issue [--json] [--rounds N] [--seconds S] [--alone]");
    return 64;
}

var options = BenchOptions.Read(args.AsSpan(1));
if (options is null)
    return 64;

var rows = args[0] == "verify" ? await VerifyBench.RunAsync(options) : await IssueBench.RunAsync(options);
BenchOutput.Write(rows, options.Json, Console.Out);
return rows.All(row => row.Ok) ? 0 : 1;
