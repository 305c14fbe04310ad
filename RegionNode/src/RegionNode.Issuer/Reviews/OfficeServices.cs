using Federation.Hosting;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Counter;
using RegionNode.Issuer.Health;
using RegionNode.Issuer.Issuing;

namespace RegionNode.Issuer.Reviews;

/// <summary>What applications, reviews and the counter add to the host.</summary>
internal static class OfficeServices
{
    private const string CalendarFile = "working-days.txt";

    /// <exception cref="StartRefusedException">The operator's calendar is not of its form.</exception>
    internal static IServiceCollection AddOffice(this IServiceCollection services, NodeOptions options)
    {
        services.AddHealthChecks().AddCheck<ReviewHealth>("reviews");
        return services
            .AddSingleton(Calendar(options))
            .AddSingleton<ApplicationDesk>()
            .AddSingleton<OfferDesk>()
            .AddSingleton<ApplicantDesk>()
            .AddSingleton<ApplicationEnds>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<CounterDesk>();
    }

    private static WorkingDays Calendar(NodeOptions options)
    {
        try
        {
            return WorkingDays.Load(Path.Combine(options.DataDir, CalendarFile));
        }
        catch (FormatException wrong)
        {
            throw new StartRefusedException(wrong.Message);
        }
    }
}
