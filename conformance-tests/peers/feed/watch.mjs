// node watch.mjs status_feed.proto HOST:PORT AFTER COUNT: reads COUNT events of StatusFeed.Watch with @grpc/grpc-js and
// prints each as one line of JSON. Standard input: {"server","key","certificate"} in PEM.
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const [proto, address, after, count] = process.argv.slice(2);
const pem = JSON.parse(readFileSync(0, 'utf8'));
const definition = loadSync(proto, { keepCase: true, longs: String, bytes: String, oneofs: true });
const { StatusFeed } = grpc.loadPackageDefinition(definition).federation.feed.v1;
// The certificate around a pinned key has a name that is nobody's address: the key itself is what counts.
const credentials = grpc.credentials.createSsl(
  Buffer.from(pem.server), Buffer.from(pem.key), Buffer.from(pem.certificate), { checkServerIdentity: () => undefined });
const stream = new StatusFeed(address, credentials).watch({ after });
let left = Number(count);
stream.on('data', (event) => {
  console.log(JSON.stringify(event));
  if (--left === 0) process.exit(0);
});
stream.on('error', (error) => {
  console.error(`${error.code} ${error.details}`);
  process.exit(1);
});
