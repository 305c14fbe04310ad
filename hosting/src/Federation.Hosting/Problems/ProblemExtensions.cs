using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Federation.Hosting.Problems;

/// <summary>Problem documents for everything that goes wrong in a host's HTTP interface.</summary>
public static class ProblemExtensions
{
    /// <summary>Lets bad requests reach <see cref="UseFederationProblems"/> as exceptions instead of empty answers.</summary>
    public static IServiceCollection AddFederationProblems(this IServiceCollection services) =>
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);

    /// <summary>
    /// Answers exceptions and empty error answers of what follows with problem documents. Goes first in the pipeline.
    /// An exception's message is neither sent nor logged, because it may quote the request; its type and stack are logged.
    /// </summary>
    public static IApplicationBuilder UseFederationProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // The caller is gone: nobody to answer.
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Answer(context, CommonProblems.ForStatus(bad.StatusCode));
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Federation.Failure");
            RefusalLog.Failed(logger, e.GetType().Name, context.TraceIdentifier, e.StackTrace ?? "-");
            await Answer(context, CommonProblems.Internal);
        }
        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null, ContentLength: null } bare)
            await CommonProblems.ForStatus(bare.StatusCode).Result().ExecuteAsync(context);
    });

    private static Task Answer(HttpContext context, ProblemCode problem)
    {
        context.Response.Clear();
        return problem.Result().ExecuteAsync(context);
    }
}
