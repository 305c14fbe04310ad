using Federation.Hosting;
using RegionNode.Issuer;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Opening;

// The issuer of one region.
//   incept --data DIR --code 310000   makes the node's keys, prints the request to the province's operators, ends
//   open --data DIR --hub URL         opens the log's leaves of this region against the registry, ends
//   (settings)                        serves until SIGTERM; see RegionNode/README.md
// Rooms, in the order a licence passes them:
//   Registry      drivers' records from the province's system
//   Applications  who may have a licence; reserves the status index
//   Issuing       CheckedIssuance -> signed licence
//   Holders       the wallet proves its key and collects
//   Status        letters -> values -> signed heads and lists
//   Submission    the durable outbox to the hub
//   Witnessing    cosigns the hub's log, or says why not
//   Live          signed answers to the region's gateway
//   Inception, Opening, Keys, Callers, Operators, Health, Storage
if (args is [InceptCommand.Verb, .. var rest])
    return InceptCommand.Run(rest);
if (args is [OpenCommand.Verb, .. var opened])
    return await OpenCommand.RunAsync(opened);

return await FederationHost.RunAsync(() => FederationHost.CreateBuilder(args).AddIssuer().Build().MapIssuer());
