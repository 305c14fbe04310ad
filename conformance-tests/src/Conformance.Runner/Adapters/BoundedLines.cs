using System.Text;

namespace Conformance.Adapters;

/// <summary>The lines of a stream whose writer nobody trusts: what is longer than the bound is cut, so that memory stays bounded.</summary>
internal static class BoundedLines
{
    /// <summary>Gives each line as it ends; returns where the stream ends or is closed.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="longest">The characters of a line that are kept.</param>
    /// <param name="take">Takes a line; reading goes on once it is done.</param>
    public static async Task ReadAsync(TextReader stream, int longest, Func<string, ValueTask> take)
    {
        var line = new StringBuilder();
        var buffer = new char[16_384];
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer)) > 0;)
                for (var at = 0; at < count;)
                {
                    var end = Array.IndexOf(buffer, '\n', at, count - at);
                    var part = buffer.AsMemory(at, (end < 0 ? count : end) - at);
                    line.Append(part[..Math.Min(part.Length, longest - line.Length)]);
                    at += part.Length;
                    if (end < 0)
                        continue;
                    at++;
                    await take(line.ToString());
                    line.Clear();
                }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was ended.
        }
    }
}
