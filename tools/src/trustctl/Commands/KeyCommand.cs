using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl key make|show|public`: an operator's key, in a file or on a token.</summary>
internal static class KeyCommand
{
    public static Command Build() => new("key", "Make and show an operator's key") { KeyMakeCommand.Build(), KeyShowCommand.Build(), KeyPublicCommand.Build() };

    /// <summary>The public half, for people or programs.</summary>
    internal static void Print(PublicKey key, bool json)
    {
        if (json)
        {
            Console.WriteLine(new JsonObject
            {
                ["algorithm"] = key.Algorithm.ToString(), ["thumbprint"] = key.Thumbprint, ["keyid"] = MetadataKey.Of(key).KeyId, ["public"] = key.ToPem(),
            }.ToJsonString(InspectCommand.Readable));
            return;
        }

        Console.WriteLine(key.ToPem());
        Console.WriteLine($"algorithm  {key.Algorithm}");
        Console.WriteLine($"thumbprint {key.Thumbprint}");
        Console.WriteLine($"keyid      {MetadataKey.Of(key).KeyId}");
    }
}
