using Federation.Hosting.Problems;
using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Api;

/// <summary>
/// Answers with Unavailable (503) and Retry-After where the database is out of order: the caller asks again, and what is durable by
/// then has happened once. What fails for another reason stays a defect of ours.
/// </summary>
internal static partial class StoreFaultAnswers
{
    internal static IApplicationBuilder UseStoreFaultAnswers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && StorageFault.CodeOf(e) is not null)
        {
            Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StoreFaultAnswers)), StorageFault.CodeOf(e)!);
            context.Response.Clear();
            context.Response.Headers.RetryAfter = "1";
            await CommonProblems.Unavailable.Result().ExecuteAsync(context);
        }
    });

    [LoggerMessage(1, LogLevel.Error, "the database is out of order: {Code}")]
    private static partial void Failed(ILogger logger, string code);
}
