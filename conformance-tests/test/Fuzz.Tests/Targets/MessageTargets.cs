using Google.Protobuf;
using TrustList.Protocol;

namespace Fuzz.Tests.Targets;

/// <summary>The messages of every service, as the services parse them: an unreadable one is the parser's own exception, which the framework answers.</summary>
internal static class MessageTargets
{
    internal static IEnumerable<FuzzTarget> All()
    {
        var submission = new SubmitMetadataRequest { SubmissionId = "a-submission", Role = "targets", Metadata = ByteString.CopyFromUtf8("{}") };
        submission.Targets.Add(new TargetFileBytes { Path = "registry.json", Content = ByteString.CopyFromUtf8("{}") });
        yield return Of("message-submission", SubmitMetadataRequest.Parser, submission);
        yield return Of("message-live-question", LiveQuestion.Parser, new LiveQuestion { Region = "310000", StatusUri = "http://hub.test/status/310000/0", Index = 7, Purpose = "roadside", Nonce = ByteString.CopyFrom(new byte[16]) });
        yield return Of("message-live-answer", LiveAnswer.Parser, new LiveAnswer { Assertion = ByteString.CopyFrom(new byte[64]) });
        yield return Of("message-watch", WatchRequest.Parser, new WatchRequest { After = 12 });
        var said = new FeedEvent { Sequence = 5, Status = new() { Region = "310000", Head = ByteString.CopyFrom(new byte[8]), Delta = ByteString.CopyFrom(new byte[8]) } };
        yield return Of("message-feed", FeedEvent.Parser, said);
    }

    private static FuzzTarget Of<T>(string name, MessageParser<T> parser, T seed) where T : IMessage<T> => new(name, bytes =>
    {
        try
        {
            return new("Ok", parser.ParseFrom(bytes).ToByteArray());
        }
        catch (InvalidProtocolBufferException)
        {
            return new("Refused");
        }
    }, [seed.ToByteArray()]);
}
