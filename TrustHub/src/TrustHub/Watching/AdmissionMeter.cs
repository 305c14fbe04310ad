using System.Diagnostics;
using System.Diagnostics.Metrics;
using Federation.Hosting.Telemetry;
using Grpc.Core;
using Grpc.Core.Interceptors;
using TrustHub.Admission;
using TrustHub.Log;
using TrustList.Protocol;

namespace TrustHub.Watching;

/// <summary>Counts what became of submissions, by their kind; of refused ones also why. Nothing of who sent them.</summary>
public sealed class AdmissionMeter : Interceptor, IInstruments
{
    private readonly Counter<long> _admissions;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _durations;

    /// <summary>The instruments.</summary>
    public AdmissionMeter(ProgramMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _admissions = meter.Counter("federation.admissions", "{submission}", "Submissions by what became of them.");
        _refusals = meter.Counter("federation.refusals", "{submission}", "Refused submissions by the reason.");
        _durations = meter.Durations("federation.admission.duration", "From a submission to its receipt or refusal.");
    }

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (KindOf(request) is not { } kind)
            return await continuation(request, context);
        var came = Stopwatch.GetTimestamp();
        try
        {
            var response = await continuation(request, context);
            Count(kind, response is Receipt { Duplicate: true } ? "duplicate" : "admitted", came);
            return response;
        }
        catch (RpcException e) when (e.Trailers.GetValueBytes(RefusalTrailer.Name) is { } refusal)
        {
            _refusals.Add(1, new("kind", kind), new("reason", Refusal.Parser.ParseFrom(refusal).Code));
            Count(kind, "refused", came);
            throw;
        }
        catch
        {
            Count(kind, "failed", came);
            throw;
        }
    }

    private void Count(string kind, string outcome, long came)
    {
        _admissions.Add(1, new("kind", kind), new("outcome", outcome));
        _durations.Record(Stopwatch.GetElapsedTime(came).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
    }

    private static string? KindOf(object request) => request switch
    {
        SubmitMetadataRequest metadata => HubRole.Parse(metadata.Role)?.Kind.ToString() ?? "Unknown",
        SubmitStatusListRequest => "StatusList",
        SubmitStatusHeadRequest => "StatusHead",
        SubmitIssuanceBatchRequest => "IssuanceBatch",
        SubmitTransferRequest => "Transfer",
        _ => null,
    };
}
