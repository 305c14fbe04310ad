using System.Collections.Immutable;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>Who applies for a driver, or looks after it: an app for what it applied for itself, the office for every application.</summary>
/// <param name="Access">For the audit.</param>
/// <param name="System">The calling system.</param>
/// <param name="Only">The system whose applications alone it sees; null: all.</param>
internal sealed record ApplicantCaller(Access Access, string System, string? Only)
{
    private static readonly ImmutableHashSet<Role> SeeAll = [Role.Registry, Role.Counter, Role.Supervisor];

    internal static ApplicantCaller Of(HttpContext context)
    {
        var caller = context.CallerId();
        return new ApplicantCaller(Access.Of(context), caller.System, caller.Roles.Overlaps(SeeAll) ? null : caller.System);
    }

    internal bool Sees(ApplicationRow application) => Only is null || application.MadeBy == Only;

    /// <summary>The application where there is one and it is seen: others' ids say nothing.</summary>
    internal ApplicationRow? Find(StoreSession db, string id) => ApplicationTable.Find(db, id) is { } row && Sees(row) ? row : null;
}
