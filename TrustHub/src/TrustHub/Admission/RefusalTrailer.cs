using Google.Protobuf;
using Grpc.Core;
using TrustList.Protocol;

namespace TrustHub.Admission;

/// <summary>A refusal as gRPC carries it: a status, and the closed code in the trailer <c>federation-refusal-bin</c>.</summary>
public static class RefusalTrailer
{
    /// <summary>The trailer's name.</summary>
    public const string Name = "federation-refusal-bin";

    /// <summary>The exception to throw from a service.</summary>
    public static RpcException Exception(Refused refused) => new(
        new Grpc.Core.Status(RefusalStatus.Of(refused.Fault), $"{refused.Fault}: {refused.Detail}"),
        new Metadata { { Name, Message(refused) } });

    /// <summary>The trailer's bytes.</summary>
    public static byte[] Message(Refused refused) =>
        new Refusal { Code = refused.Fault.ToString(), Detail = refused.Detail }.ToByteArray();
}
