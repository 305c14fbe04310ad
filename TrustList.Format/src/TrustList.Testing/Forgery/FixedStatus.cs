using TrustList.Format.Status;

namespace TrustList.Testing.Forgery;

/// <summary>A status source that gives one answer for every licence: for what a verifier makes of the answer.</summary>
/// <param name="answer">The answer, or null for a source that knows nothing.</param>
public sealed class FixedStatus(StatusEntry? answer) : IStatusSource
{
    /// <inheritdoc/>
    public StatusEntry? Find(string region, long block, int index) => answer;
}
