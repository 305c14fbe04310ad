namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Stands before routing, because two values of the header would match two routes: refuses every
/// request whose region header is not absent or exactly one code.
/// </summary>
internal static class RegionHeaderCheck
{
    /// <summary>Adds the check.</summary>
    public static IApplicationBuilder UseRegionHeaderCheck(this IApplicationBuilder app) => app.Use((context, next) =>
        RegionHeader.IsCleanOrAbsent(context.Request.Headers)
            ? next(context)
            : context.Refuse(Refusal.BadRegionHeader, "one value of six digits is wanted"));
}
