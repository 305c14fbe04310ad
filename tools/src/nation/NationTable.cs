using System.Globalization;

namespace Federation.Nation;

/// <summary>The report as a table, in Markdown.</summary>
public static class NationTable
{
    /// <summary>Writes it.</summary>
    public static void Write(NationReport report, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Synthetic data: {report.Regions} regions, {report.Entries:N0} entries, {report.Exceptions:N0} of them not Valid, {report.Epochs:N0} epochs. Encoded in {report.EncodeSeconds:0.00} CPU s; {report.Answers:N0} answers compared, {report.WrongAnswers} wrong."));
        output.WriteLine();
        output.WriteLine("| a device that missed | entries coded | entropy, bytes | payload | payload / entropy | heads | other hashes | log proof | all, bytes | apply, CPU ms |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in report.Rollups.Append(report.Snapshot))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Changes:N0} | {row.Entropy:N0} | {row.Payload:N0} | {row.Payload / Math.Max(1, row.Entropy):0.0000} | {row.Heads:N0} | {row.Others:N0} | {row.Proof:N0} | {row.Total:N0} | {row.ApplySeconds * 1000:N0} |"));
        }
    }
}
