using Federation.Hosting;
using RegionNode.Gateway;

return args switch
{
    [Inception.Verb, ..] => Inception.Run(args, Console.Out, Console.Error),
    [FederationHost.CheckVerb, .. var rest] => await FederationHost.CheckAsync(rest, GatewaySettings.All),
    _ => await FederationHost.RunAsync(() => GatewayApp.Build(args)),
};
