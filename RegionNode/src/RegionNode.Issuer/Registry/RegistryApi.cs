using Federation.Hosting.Limits;
using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Registry;

/// <summary>The province's system puts drivers' records here.</summary>
internal static class RegistryApi
{
    private const long MaxBodyBytes = 320 * 1024; // A portrait of 200,000 bytes in base64, and the rest.

    internal static void MapRegistry(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/registry/{fileNumber}", Put)
            .For(Caller.Province)
            .WithBodyLimit(MaxBodyBytes)
            .WithName("PutDriverRecord")
            .WithSummary("Puts a driver's record; letters that changed reach the driver's licences.")
            .Produces(StatusCodes.Status201Created)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static IResult Put(string fileNumber, DriverRecordBody body, RegistryDesk desk)
    {
        var (record, faults) = DriverRecord.Check(fileNumber, body);
        if (record is null)
            return IssuerProblems.RecordRefused.Result(string.Join("; ", faults));
        return desk.Put(record) ? Results.Created() : Results.NoContent();
    }
}
