using Federation.Hosting;
using Federation.Hosting.Backups;
using RegionNode.Gateway;
using RegionNode.Gateway.Auditing;

return args switch
{
    [Inception.Verb, ..] => Inception.Run(args, Console.Out, Console.Error),
    [BackupVerb.Backup or BackupVerb.Restore, ..] => BackupVerb.Run(args, _ => TrailBackup.Program, TimeProvider.System, Console.Out, Console.Error),
    [FederationHost.CheckVerb, .. var rest] => await FederationHost.CheckAsync(rest, GatewaySettings.All),
    _ => await FederationHost.RunAsync(() => GatewayApp.Build(args)),
};
