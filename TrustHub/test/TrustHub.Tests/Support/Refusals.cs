using Grpc.Core;
using TrustHub.Admission;
using TrustList.Protocol;

namespace TrustHub.Tests.Support;

/// <summary>Asserts a refusal as a caller sees it.</summary>
public static class Refusals
{
    /// <summary>The call is refused with this fault, its status, and the same code in the trailer.</summary>
    public static async Task<Refusal> WithAsync(AdmissionFault fault, Func<Task<Receipt>> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        var trailer = refused.Trailers.GetValueBytes(RefusalTrailer.Name);
        Assert.True(trailer is not null, $"no refusal in the trailer: {refused.Status}");
        var refusal = Refusal.Parser.ParseFrom(trailer);
        Assert.Equal($"{fault}: {refusal.Detail}", $"{refusal.Code}: {refusal.Detail}");
        Assert.Equal(RefusalStatus.Of(fault), refused.StatusCode);
        return refusal;
    }
}
