// node verify.mjs verify.proto HOST:PORT: asks Verifier.VerifyMany with @grpc/grpc-js, then Verifier.Verify with the first question,
// and prints each reply as one line of JSON. Standard input: {"server": PEM, "questions": [VerifyRequest with bytes in base64]}.
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const [proto, address] = process.argv.slice(2);
const { server, questions } = JSON.parse(readFileSync(0, 'utf8'));
const definition = loadSync(proto, { keepCase: true, longs: Number, bytes: String, enums: String, oneofs: true });
const { Verifier } = grpc.loadPackageDefinition(definition).federation.verify.v1;
// The certificate around a pinned key has a name that is nobody's address: the key itself is what counts.
const credentials = grpc.credentials.createSsl(Buffer.from(server), null, null, { checkServerIdentity: () => undefined });
const client = new Verifier(address, credentials);
const fail = (error) => {
  console.error(`${error.code} ${error.details}`);
  process.exit(1);
};

const stream = client.verifyMany();
stream.on('data', (reply) => console.log(JSON.stringify(reply)));
stream.on('error', fail);
stream.on('end', () => client.verify(questions[0], (error, answer) => {
  if (error) return fail(error);
  console.log(JSON.stringify(answer));
  client.close();
}));
for (const question of questions) stream.write(question);
stream.end();
