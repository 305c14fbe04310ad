using Federation.Hosting;
using RegionNode.Gateway;

return args is [Inception.Verb, ..]
    ? Inception.Run(args, Console.Out, Console.Error)
    : await FederationHost.RunAsync(() => GatewayApp.Build(args));
