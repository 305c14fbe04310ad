using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A case of one scene: a licence shown, with a change or without.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What is done.</param>
/// <param name="Section">The section of SPEC.md.</param>
/// <param name="Change">The change.</param>
/// <param name="Refusal">Why it is refused; none: it is accepted.</param>
internal sealed record SceneCase(string Id, string Title, string Section, Action<Scene> Change, params ImmutableArray<string> Refusal)
{
    /// <summary>How grave a failure is.</summary>
    public Severity Severity { get; init; } = Severity.High;

    /// <summary>The case without the change.</summary>
    public string Twin { get; init; } = "mdoc/honest/device-response";

    /// <summary>Whether an authority given by hand is enough.</summary>
    public bool ByHand { get; init; }

    /// <summary>Further features.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>The scene before the change.</summary>
    public Func<Scene> Start { get; init; } = () => new();

    /// <summary>The case.</summary>
    public ConformanceCase ToCase() => new()
    {
        Id = Id,
        Title = Title,
        Requirements = [$"SPEC {Section}", "SPEC 8.2"],
        Severity = Severity,
        Features = [.. ByHand ? [] : new[] { Feature.TrustList }, Feature.Licences, .. Features],
        Flags = ByHand ? [CaseFlag.Authorities] : [],
        Twin = Refusal.IsEmpty ? null : Twin,
        Play = run =>
        {
            var scene = Start();
            Change(scene);
            return ScenePlay.PlayAsync(run, scene, [.. Refusal]);
        },
    };
}
