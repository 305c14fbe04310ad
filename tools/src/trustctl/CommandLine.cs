using System.CommandLine;

namespace Trustctl;

/// <summary>The edge between shell and commands: wrong usage is 64, and no failure shows a stack trace.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs. A failure that no command expected is one line on standard error and exit 70.</summary>
    public static async Task<int> Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine("Try --help.");
            return ExitCode.Usage;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, interrupted.Token);
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return ExitCode.Usage;
        }
        catch (StopException stop)
        {
            Console.Error.WriteLine(stop.Message);
            return stop.Code;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception unexpected)
        {
            Console.Error.WriteLine($"{unexpected.GetType().Name}: {unexpected.Message}");
            return ExitCode.Software;
        }
    }
}
