using Conformance.Cases;

namespace Conformance.Running;

/// <summary>Tells how a run goes on: a line that is written over on a terminal, else a line for each case that did not pass.</summary>
/// <param name="count">How many cases there will be, without twins that were not chosen.</param>
internal sealed class ProgressLine(int count)
{
    private readonly Lock guard = new();
    private int done;
    private int notPassed;

    /// <summary>A case ended.</summary>
    public void Tell(CaseResult result)
    {
        lock (guard)
        {
            done++;
            var passed = result.Outcome == Outcome.Pass;
            if (!passed)
                notPassed++;
            if (!passed && result.Outcome is not (Outcome.Unsupported or Outcome.Inconclusive))
                Console.Error.WriteLine($"{(Console.IsErrorRedirected ? "" : "\r")}{result.Outcome.Word(),-13} {result.Case.Id}  {result.Detail}");
            if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r{done}/{count}, {notPassed} did not pass ");
        }
    }
}
