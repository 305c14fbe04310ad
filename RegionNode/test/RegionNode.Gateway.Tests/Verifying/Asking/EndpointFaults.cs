using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Verifying.Asking;

/// <summary>One way in which a region's endpoint can be wrong.</summary>
/// <param name="What">What the endpoint does.</param>
/// <param name="Arrange">Makes it so, once everything runs.</param>
/// <param name="Publish">Makes it so in what the region publishes.</param>
/// <param name="Slow">A question about it takes all of the patience.</param>
internal sealed record EndpointFault(string What, Func<FaultyRegion, Task> Arrange, Action<FaultyRegion>? Publish = null, bool Slow = false);

/// <summary>The faults of docs/gateway-faults.md, in its order.</summary>
internal static class EndpointFaults
{
    private static readonly (string Name, string Value)[] Megabyte = [.. Enumerable.Range(0, 128).Select(n => ($"x-{n}", new string('a', 8_192)))];
    private static readonly TlsIdentity Stranger = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    public static IReadOnlyList<EndpointFault> All(Uri elsewhere) =>
    [
        new("answers well", _ => Task.CompletedTask),
        new("refuses connections", region => region.Home.Host.CloseAsync()),
        Now("cuts connections as they are made", region => region.Home.Host.Connection = ConnectionFault.Reset),
        Now("answers the TLS handshake in plain text", region => region.Home.Host.Connection = ConnectionFault.PlainText),
        new("takes connections and says nothing", Done(region => region.Home.Host.Connection = ConnectionFault.Silence), Slow: true),
        Now("shows a certificate of another key", region => region.Show(Stranger.Certificate)),
        new("has a key that the region's record does not name", _ => Task.CompletedTask, region => region.PinAnotherKey()),
        Now("shows an expired certificate of the right key (the key counts, not its certificate)", region => region.Show(FaultyRegion.Expired(region.Home.Identity))),
        Now("cuts the connection on a question", region => region.Say((_, context) => CutConnection(context))),
        Now("resets the stream on a question", region => region.Misbehave(Misbehaviour.Reset)),
        new("says nothing to a question", Done(region => region.Say((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted))), Slow: true),
        new("drips: a byte every 50 ms", Done(region => region.Say((_, context) => ScriptedHome.Drip(context))), Slow: true),
        Now("speaks HTTP/1.1 alone", region => region.Home.Host.Connection = ConnectionFault.OldProtocol),
        Now("answers without end", region => region.Misbehave(Misbehaviour.Endless)),
        Now("answers well, and then without end", region => region.Say(async (question, context) =>
        {
            await ScriptedHome.Reply(context, region.Good(question));
            await Endless(context);
        })),
        Now("answers with a megabyte of headers", region => region.Say((question, context) =>
        {
            foreach (var (name, value) in Megabyte) context.Response.Headers[name] = value;
            return ScriptedHome.Reply(context, region.Good(question));
        })),
        Now("answers well, with a megabyte of trailers", region => region.Say((question, context) =>
        {
            foreach (var (name, value) in Megabyte) context.Response.AppendTrailer(name, value);
            return ScriptedHome.Reply(context, region.Good(question));
        })),
        Now("answers well, compressed: a few KB that are 4 MB", region => region.Say((question, context) => ScriptedHome.ReplyCompressed(context, region.Good(question), 4 << 20))),
        Now("cuts the answer off", region => region.Misbehave(Misbehaviour.Truncate)),
        Now("answers 500", region => region.Say((_, context) => Status(context, 500))),
        Now("answers 503", region => region.Misbehave(Misbehaviour.ServerError)),
        Now("answers 404", region => region.Misbehave(Misbehaviour.Withhold)),
        Now("redirects to another server", region => region.Say((_, context) => Redirect(context, elsewhere))),
        Now("answers with a web page", region => region.Say((_, context) => context.Response.WriteAsync("<html>"))),
        Now("answers garbage that is no gRPC", region => region.Say((_, context) => Body(context, new SeededGenerator(6).NextBytes(300)))),
        Now("answers an empty message", region => region.Say((_, context) => ScriptedHome.Reply(context, new LiveAnswer()))),
        Now("answers garbage for an assertion", region => region.Say((_, context) => ScriptedHome.Reply(context, Garbage()))),
        Now("answers an assertion larger than any", region => region.Say((_, context) => ScriptedHome.Reply(context, Large()))),
        Now("refuses: PermissionDenied", region => region.Say((_, context) => ScriptedHome.Refuse(context, 7))),
        Now("refuses: NotFound", region => region.Say((_, context) => ScriptedHome.Refuse(context, 5))),
        Now("refuses: Unavailable", region => region.Say((_, context) => ScriptedHome.Refuse(context, 14))),
        Now("replays a valid answer to an earlier question", Wrong(claims => claims with { Nonce = new byte[32] })),
        Now("gives a valid assertion for another licence", Wrong(claims => claims with { Index = claims.Index + 1 })),
        Now("gives a valid assertion for another list", Wrong(claims => claims with { StatusUri = claims.StatusUri + "1" })),
        Now("gives a valid assertion for another region", Wrong(claims => claims with { Region = Border.Shanghai })),
        Now("gives an expired assertion", Wrong(claims => claims with { IssuedAt = Border.Start.AddMinutes(-20), Expires = Border.Start.AddMinutes(-15) })),
        Now("gives an assertion from the future", Wrong(claims => claims with { IssuedAt = Border.Start.AddHours(1), Expires = Border.Start.AddHours(1).AddMinutes(5) })),
        Now("tells letters and points whatever the purpose", Wrong(claims => claims with { Letters = "A", Points = 3 })),
        new("signs with a status key that is retired", Done(region => region.Say((question, context) =>
            ScriptedHome.Reply(context, Border.Answer(region.Claims(question), region.Retired, region.Retired.PublicKey.Thumbprint)))), region => region.ListRetired()),
        Now("signs with a key of its own under the listed name", region => region.Say((question, context) => Border.Reply(context, region.Claims(question), region.Region, NewKey()))),
    ];

    private static EndpointFault Now(string what, Action<FaultyRegion> arrange) => new(what, Done(arrange));

    private static Func<FaultyRegion, Task> Done(Action<FaultyRegion> arrange) => region =>
    {
        arrange(region);
        return Task.CompletedTask;
    };

    private static Action<FaultyRegion> Wrong(Func<LiveStatusClaims, LiveStatusClaims> change) => region =>
        region.Say((question, context) => region.Answer(context, change(region.Claims(question))));

    private static Task CutConnection(HttpContext context)
    {
        context.Features.Get<IConnectionLifetimeFeature>()!.Abort();
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext context, Uri elsewhere)
    {
        context.Response.Redirect(new Uri(elsewhere, context.Request.Path).AbsoluteUri, permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }

    private static async Task Endless(HttpContext context)
    {
        var more = new byte[65_536];
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(more);
    }

    private static async Task Body(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(body);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static LiveAnswer Garbage() => new() { Assertion = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) };

    private static LiveAnswer Large() => new() { Assertion = Google.Protobuf.ByteString.CopyFrom(new byte[200_000]) };

    private static SoftwareSigner NewKey() => SoftwareSigner.Create(SignatureAlgorithm.ES256);
}
