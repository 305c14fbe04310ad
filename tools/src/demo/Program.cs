using Demo;

var known = new[] { "--json", "--keep", "--full", "--postgres" };
if (args.FirstOrDefault(arg => !known.Contains(arg)) is { } unknown)
{
    Console.Error.WriteLine($"unknown option {unknown}; see ./run");
    return 64;
}

return await Story.Run(json: args.Contains("--json"), keep: args.Contains("--keep"), full: args.Contains("--full"), postgres: args.Contains("--postgres"));
