using System.Text.Json;
using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Status;

namespace RegionNode.Issuer.Life;

/// <summary>How a driver stands, what happened, and what happens now.</summary>
internal static class LifeApi
{
    private const long MaxBodyBytes = 8192;

    internal static void MapLife(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drivers/{fileNumber}", Find).For(Caller.Province, Role.Registry, Role.Counter, Role.Supervisor).WithETag()
            .WithName("GetDriver")
            .WithSummary("A driver's letters, points, duty of handing in the paper, and licences.")
            .Produces<DriverBody>()
            .Refuses(IssuerProblems.NoSuchDriver);
        routes.MapPost("/drivers/{fileNumber}/events", Record).For(Caller.Province, Role.Registry, Role.Counter).WithBodyLimit(MaxBodyBytes).TakesIfMatch().Idempotent()
            .WithName("RecordLifeEvent")
            .WithSummary("Records an event of a licence's life; what it does to the licences is durable when answered and in the next status head.")
            .Accepts<LifeEvent>("application/json")
            .Produces<LifeOutcomeBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.EventMalformed, IssuerProblems.NoSuchDriver, IssuerProblems.EventRefused);
        routes.MapGet("/drivers/{fileNumber}/events", Events).For(Caller.Province, Role.Registry, Role.Counter, Role.Supervisor)
            .WithName("ListLifeEvents")
            .WithSummary("What happened to a driver's licences, oldest first.")
            .Produces<Page<LifeEventBody>>()
            .Refuses(IssuerProblems.NoSuchDriver);
        routes.MapPost("/licences/{id}/lost-device", Lose).For(Caller.Province, Role.Registry, Role.Counter).Idempotent()
            .WithName("ReportLostDevice")
            .WithSummary("Ends the licences on a lost device at once. The driver may apply again.")
            .Produces<LifeOutcomeBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.NoSuchLicence, IssuerProblems.EventRefused);
    }

    private static IResult Find(string fileNumber, LifeDesk desk, StatusLists lists, HttpContext context) =>
        desk.Find(fileNumber, Access.Of(context)) is { } driver ? Results.Ok(Describe(fileNumber, driver, lists)) : IssuerProblems.NoSuchDriver.Result();

    private static IResult Record(string fileNumber, JsonElement body, LifeDesk desk, StatusLists lists, IfMatch ifMatch, HttpContext context)
    {
        if (Read(body, context) is not { } lifeEvent)
            return IssuerProblems.EventMalformed.Result();
        Func<DriverFound, bool>? mayChange = ifMatch.IsAsked ? driver => ifMatch.Allows(Describe(fileNumber, driver, lists)) : null;
        return desk.Record(fileNumber, lifeEvent, Access.Of(context), mayChange) is { } outcome
            ? Answer(outcome)
            : ApiProblems.PreconditionFailed.Result();
    }

    private static IResult Events(string fileNumber, PageQuery query, LifeDesk desk, HttpContext context) =>
        desk.Events(fileNumber, query.After ?? 0, query.Take, Access.Of(context)) is { } rows
            ? Results.Ok(Page.Of(query, rows, row => row.Seq, row => new LifeEventBody(row.Seq, row.At, row.Event, row.Letters, row.Consequence, row.Who, row.Why)))
            : IssuerProblems.NoSuchDriver.Result();

    private static IResult Lose(string id, LifeDesk desk, HttpContext context) => Answer(desk.Lose(id, Access.Of(context)));

    private static IResult Answer(LifeOutcome outcome) => outcome.Refusal switch
    {
        null => Results.Json(LifeOutcomeBody.Of(outcome), statusCode: StatusCodes.Status201Created),
        LifeRefusal.NoSuchDriver => IssuerProblems.NoSuchDriver.Result(),
        LifeRefusal.NoSuchLicence => IssuerProblems.NoSuchLicence.Result(),
        LifeRefusal.Malformed => IssuerProblems.EventMalformed.Result(),
        { } reason => IssuerProblems.EventRefused.Result(members: new Dictionary<string, object?> { ["reason"] = reason.ToString() }),
    };

    private static DriverBody Describe(string fileNumber, DriverFound driver, StatusLists lists)
    {
        var (standing, body) = (driver.Standing, driver.Standing.Record.Body);
        return new DriverBody(
            fileNumber, standing.Letters, DriverStanding.ConsequenceOf(standing.Letters), body.Points, body.PointsClearDate, standing.PaperDue,
            standing.PaperDue is null ? null : DutyBody.HandInPaper, [.. driver.Licences.Select(row => LicenceApi.Describe(new FiledLicence(row, fileNumber), lists))]);
    }

    private static LifeEvent? Read(JsonElement body, HttpContext context)
    {
        try
        {
            return body.Deserialize<LifeEvent>(ETags.JsonOf(context));
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException) // The latter: no kind is given.
        {
            return null;
        }
    }
}
