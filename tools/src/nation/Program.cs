using Federation.Nation;

if (args is [ProvinceCommand.Verb, .. var rest])
    return ProvinceCommand.Run(rest);
var options = NationOptions.Read(args);
if (options is null)
{
    Console.Error.WriteLine("usage: nation [--fraction F] [--regions N] [--svg FILE]   or   nation province --size N …");
    return 64;
}
var report = NationRun.Run(options, Console.Error);
NationTable.Write(report, Console.Out);
if (options.Svg is { } path)
    File.WriteAllText(path, StalenessChart.Draw(report));
return report.WrongAnswers == 0 ? 0 : 1;
