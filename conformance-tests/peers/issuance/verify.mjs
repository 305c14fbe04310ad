// Checks an issuance proof by SPEC.md §13.5. In: a JSON array of cases as in conformance-tests/vectors/issuance on
// standard input. Out: an array of {"loggedAt", "epoch", "batch", "leaf"} or {"fault"}.
import crypto from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import { Fault, byteString, decode, head, text } from './cbor.mjs';
import { verifyLogProof } from './log.mjs';
import { isIncluded, leafHash, sha256 } from './merkle.mjs';

const clockSkew = 60;
const hex = string => Buffer.from(string, 'hex');

function verify({ proof, region, msoSha256, entry, now, policy, statusKeys }) {
  const bytes = hex(proof);
  if (bytes.length > 65536) throw new Fault('Malformed', 'too large');
  let parts;
  try { parts = decode(bytes); } catch { throw new Fault('Malformed', 'proof'); } // 1
  if (!Array.isArray(parts) || parts.length !== 8 || parts[0] !== 'issuance-proof/1') throw new Fault('Malformed', 'proof');
  const [, blind, leafIndex, leafPath, batchBytes, indexInEpoch, path, logProof] = parts;
  if (blind.length !== 32 || leafPath.length > 64 || path.length > 64) throw new Fault('Malformed', 'proof');

  const epoch = verifyLogProof(logProof, {
    origin: policy.origin, key: hex(policy.key), quorum: policy.quorum,
    witnesses: policy.witnesses.map(witness => ({ region: witness.region, key: hex(witness.key) })),
  }, now); // 2
  const batch = verifyBatch(batchBytes, region, statusKeys, now); // 3
  if (batch.iat > epoch.loggedAt + clockSkew) throw new Fault('DatedLater', 'closed later than logged'); // 4
  if (!isIncluded(leafHash(batch.hash), indexInEpoch, epoch.batches, path, epoch.issuanceRoot)) throw new Fault('NotInEpoch', 'batch'); // 5

  const entryBytes = Buffer.alloc(8);
  entryBytes.writeBigUInt64BE(BigInt(entry));
  const leaf = leafHash(Buffer.concat([blind, hex(msoSha256), entryBytes]));
  if (!isIncluded(leaf, leafIndex, batch.leaves, leafPath, batch.root)) throw new Fault('NotInBatch', 'leaf'); // 6
  return { loggedAt: epoch.loggedAt, epoch: epoch.number, batch: batch.number, leaf: leaf.toString('hex') };
}

// §13.2: a CWT by a status key; alg, kid and typ protected.
function verifyBatch(bytes, region, statusKeys, now) {
  const bad = detail => { throw new Fault('BadBatch', detail); };
  let message, header, claims;
  try {
    message = decode(bytes);
    header = new Map(decode(message.content[0]));
    claims = new Map(decode(message.content[2]));
  } catch { bad('form'); }
  const [guarded, , payload, signature] = message.content;
  if (message.tag !== 18 || header.get(16) !== 'application/vnd.federation.issuance-batch+cwt') bad('type');
  const spki = statusKeys[header.get(4)?.toString('utf8')];
  if (!spki || header.get(1) !== -7) bad('key');
  const covered = Buffer.concat([head(4, 4), text('Signature1'), byteString(guarded), byteString(Buffer.alloc(0)), byteString(payload)]);
  const key = crypto.createPublicKey({ key: hex(spki), format: 'der', type: 'spki' });
  if (!crypto.verify('sha256', covered, { key, dsaEncoding: 'ieee-p1363' }, signature)) bad('signature');
  const batch = { number: claims.get(-65537), iat: claims.get(6), leaves: claims.get(-65544), root: claims.get(-65545), hash: sha256(payload) };
  const first = Buffer.alloc(32).equals(claims.get(-65546) ?? Buffer.alloc(0));
  if (!(batch.number >= 1) || batch.leaves < 1 || batch.leaves > 65536 || claims.get(-65547) !== batch.leaves || (batch.number === 1) !== first) bad('claims');
  if (claims.get(1) !== region || batch.iat > now + clockSkew) bad('region or date');
  return batch;
}

console.log(JSON.stringify(JSON.parse(await readAll(process.stdin)).map(each => {
  try { return verify(each); } catch (e) { return { fault: e.fault ?? `crash: ${e.stack}` }; }
})));
