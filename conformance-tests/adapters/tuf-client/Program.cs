using Federation.TufClient;
using TrustList.Sync;

// 0: done whole; 1: any part of it failed; 64: not a command line.
if (CommandLine.Parse(args) is not { } line)
{
    Console.Error.WriteLine(CommandLine.Usage);
    return 64;
}

var metadata = new DirectoryFileStore(line.MetadataDirectory);
TufOutcome outcome;
if (line.Command == "init")
{
    try
    {
        outcome = TufClient.Init(metadata, File.ReadAllBytes(line.TrustedRoot), new RsaKeys());
    }
    catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(failure.Message);
        return 1;
    }
}
else
{
    using var http = TrustClient.CreateHttpClient();
    var client = new TufClient(metadata, new TufRepository(line.MetadataUrl!, line.TargetUrl), http, TimeProvider.System, foreign: new RsaKeys());
    outcome = line.Command == "refresh"
        ? await client.RefreshAsync()
        : await client.DownloadAsync(line.TargetNames, new DirectoryFileStore(line.TargetDirectory));
}

if (outcome.Ok)
    return 0;
Console.Error.WriteLine($"{outcome.Fault} {outcome.MetadataFault} {outcome.Detail}");
return 1;
