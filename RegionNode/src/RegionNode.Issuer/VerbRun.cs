using System.Data.Common;
using Federation.Hosting;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer;

/// <summary>Runs a verb of the program: what lies outside it and fails is a sentence for its operator and the verb's exit code, whichever database it is; what the program itself does wrong is not hidden.</summary>
internal static class VerbRun
{
    /// <summary>The exit code of a verb that was called wrongly.</summary>
    internal const int WrongUsage = 64;

    /// <summary>A verb's settings: the environment, and the command line without the flags that stand alone.</summary>
    internal static IConfigurationRoot Settings(string[] args, params string[] flags) =>
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. args.Where(arg => !flags.Contains(arg))]).Build();

    /// <summary>The verb's exit code.</summary>
    /// <param name="not">What was not done, for the sentence.</param>
    /// <param name="failed">The exit code then.</param>
    /// <param name="work">The verb.</param>
    internal static int Of(string not, int failed, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsOutside(e))
        {
            Console.Error.WriteLine($"{not}: {e.Message}");
            return failed;
        }
    }

    /// <summary>The same for one that waits.</summary>
    internal static async Task<int> OfAsync(string not, int failed, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (IsOutside(e))
        {
            await Console.Error.WriteLineAsync($"{not}: {e.Message}");
            return failed;
        }
    }

    private static bool IsOutside(Exception e) => e is StartRefusedException or IOException or UnauthorizedAccessException or DbException or HubUnreachableException;
}
