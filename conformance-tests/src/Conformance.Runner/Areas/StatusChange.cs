using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Status;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>One change of a status list token, from which a case in each form is made.</summary>
/// <param name="Name">The last part of the id.</param>
/// <param name="Title">What the token is.</param>
/// <param name="Section">The section of SPEC.md.</param>
/// <param name="Change">The change.</param>
/// <param name="Faults">Why it is refused; none: it is read.</param>
internal sealed record StatusChange(string Name, string Title, string Section, Action<StatusToken, Scene> Change, params ImmutableArray<string> Faults)
{
    /// <summary>The entry that is asked for.</summary>
    public const int Index = 7;

    /// <summary>How grave it is to take it.</summary>
    public Severity Severity { get; init; } = Severity.High;

    /// <summary>The case in one form.</summary>
    public ConformanceCase As(bool jwt)
    {
        var area = jwt ? "status/jwt" : "status/cwt";
        return new()
        {
            Id = $"{area}/{Name}",
            Title = Title,
            Requirements = [$"SPEC {Section}", "Token Status List 8.3"],
            Severity = Severity,
            Features = jwt ? [Feature.Status, Feature.StatusKeys, Feature.StatusJwt] : [Feature.Status, Feature.StatusCwt],
            Flags = jwt ? [CaseFlag.StatusKeys, CaseFlag.Library] : [CaseFlag.StatusKeys],
            Twin = Faults.IsEmpty ? null : $"{area}/honest",
            Play = async run =>
            {
                var scene = new Scene();
                var token = new StatusToken(scene).With(4, 1_024, Index, (int)StatusValue.Suspended);
                Change(token, scene);
                await StatusPlay.ReadAsync(run, scene, token.Write(jwt), jwt, Index, Faults.IsEmpty
                    ? StatusPlay.Says(scene.StatusUri, Index, StatusValue.Suspended)
                    : Expectation.Rejected([.. Faults, "StatusListMissing"]));
            },
        };
    }
}
