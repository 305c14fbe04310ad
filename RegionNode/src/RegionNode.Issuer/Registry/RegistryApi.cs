using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry;

/// <summary>The province's system puts drivers' records here.</summary>
internal static class RegistryApi
{
    private const long MaxBodyBytes = 320 * 1024; // A portrait of 200,000 bytes in base64, and the rest.

    internal static void MapRegistry(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/registry/{fileNumber}", Put)
            .For(Caller.Province, Role.Registry)
            .WithBodyLimit(MaxBodyBytes)
            .WithName("PutDriverRecord")
            .WithSummary("Puts a driver's record; letters that changed reach the driver's licences.")
            .Produces(StatusCodes.Status201Created)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(IssuerProblems.RecordRefused, IssuerProblems.RecordOlder, IssuerProblems.LettersRefused);

    private static IResult Put(string fileNumber, DriverRecordBody body, RegistryDesk desk, HttpContext context)
    {
        var (record, faults) = DriverRecord.Check(fileNumber, body);
        if (record is null)
            return IssuerProblems.RecordRefused.Result(string.Join("; ", faults));
        return desk.Put(record, Access.Of(context)) switch
        {
            { Refusal: LineReason.OlderThanStored } => IssuerProblems.RecordOlder.Result(),
            { Refusal: { } reason } => IssuerProblems.LettersRefused.Result(members: new Dictionary<string, object?> { ["reason"] = reason.ToString() }),
            { IsNew: true } => Results.Created(),
            _ => Results.NoContent(),
        };
    }
}
