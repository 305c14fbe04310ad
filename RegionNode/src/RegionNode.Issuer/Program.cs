using Federation.Hosting;
using Federation.Hosting.Backups;
using RegionNode.Issuer;
using RegionNode.Issuer.CatchingUp;
using RegionNode.Issuer.Fsck;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Instances;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Opening;
using RegionNode.Issuer.Registry.Imports;
using RegionNode.Issuer.Storage;

// The issuer of one region.
//   incept --data DIR --code 310000   makes the node's keys, prints the request to the province's operators, ends
//   open --data DIR --hub URL         opens the log's leaves of this region against the registry, ends
//   reseal --data DIR [--new-key]     seals personal data under the newest key, ends
//   import --data DIR --file FILE …   imports a province's registry into a stopped node, ends
//   end-log --data DIR --origin NAME …  takes the operators' word for where a log ended, ends
//   fsck --data DIR                   walks the whole database and says what is not as it must be, ends
//   backup --data DIR --to FOLDER     copies database and folders beside the running node, without keys, ends
//   restore --from FOLDER --data DIR  verifies a backup and puts it into a folder without data, ends
//   catch-up --data DIR --hub URL …   brings an older database to where the hub stands, ends
//   check (settings)                  reads the settings as a start would, names every error, ends
//   (settings)                        serves until SIGTERM; see RegionNode/README.md
// Rooms, in the order a licence passes them:
//   Registry      drivers' records from the province's system
//   Applications  who may have a licence, with which photo; reserves the status index
//   Identity      the port to whoever knows that the applicant is the person of the record
//   Photos        what a program can tell of a photo without judging a face
//   Reviews       the queue of photos, its deadlines by the calendar of working days
//   Counter       answers what three refusals have ended
//   Notices       what applicants are told
//   Issuing       CheckedIssuance -> signed licence
//   Holders       the wallet proves its key and collects
//   Life          what happens to a licence, and what it does
//   Status        letters -> values -> signed heads and lists
//   Submission    the durable outbox to the hub
//   Witnessing    cosigns the hub's log, or says why not
//   Live          signed answers to the region's gateway
//   Moving        drivers who move, out and in, with one commit point: the log
//   Neighbours    the other regions: their keys, by the trust list, and the way to them
//   Instances     one of several on one database leads, the others forward to it
//   Inception, Opening, Keys, Api, Callers, Operators, Health, Storage
if (args is [InceptCommand.Verb, .. var rest])
    return InceptCommand.Run(rest);
if (args is [OpenCommand.Verb, .. var opened])
    return await OpenCommand.RunAsync(opened);
if (args is [FsckCommand.Verb, .. var walked])
    return FsckCommand.Run(walked);
if (args is [EndLogCommand.Verb, .. var ended])
    return EndLogCommand.Run(ended);
if (args is [CatchUpCommand.Verb, .. var caught])
    return await CatchUpCommand.RunAsync(caught);
if (args is [ResealCommand.Verb, .. var resealed])
    return ResealCommand.Run(resealed);
if (args is [ImportCommand.Verb, .. var imported])
    return await ImportCommand.RunAsync(imported);
if (args is [BackupVerb.Backup or BackupVerb.Restore, ..])
    return BackupVerb.Run(args, IssuerBackup.Of, TimeProvider.System, Console.Out, Console.Error, IssuerBackup.Restored);
if (args is [FederationHost.CheckVerb, .. var settings])
    return await FederationHost.CheckAsync(settings, IssuerSettings.All);

if (IssuerSettings.IsOneOfSeveral(args))
    return await SeveralInstances.RunAsync(args);

return await FederationHost.RunAsync(() => FederationHost.CreateBuilder(args, IssuerSettings.All).AddIssuer().Build().MapIssuer());
