// SPEC.md §14: transfer records, their signatures, acceptances, the transfers of an epoch, proofs.
import { Fault } from '../issuance/cbor.mjs';
import { isIncluded, leafHash, sha256 } from '../issuance/merkle.mjs';
import { readProof, verifyProof } from '../log/notes.mjs';
import { rootOf } from '../log/tree.mjs';
import { clockSkew, isBytes, isRegion, isWhole, lastSecond, readArray } from './cbor.mjs';
import { isSignedBy, readSign1 } from './cose.mjs';

const malformed = detail => { throw new Fault('Malformed', detail); };
const entries = 128 * 2 ** 20, longestLife = 24 * 3600, mostTransfers = 1024;
const transferType = 'application/vnd.federation.transfer+cbor', acceptanceType = 'application/vnd.federation.transfer-acceptance+cbor';

export const personOf = (salt, fileNumber) => sha256(salt, Buffer.from(fileNumber));

// §14.1
export function readRecord(bytes) {
  const [id, from, to, person, entry, prepared, notAfter, dossier] = readArray(bytes, 'transfer/1', 9, 2048);
  if (!isBytes(id, 16) || !isRegion(from) || !isRegion(to) || from === to || !isBytes(person, 32) || !isBytes(dossier, 32)
    || !isWhole(entry, 0, entries - 1) || !isWhole(prepared, 0, lastSecond) || !isWhole(notAfter, prepared + 1, Math.min(prepared + longestLife, lastSecond))) malformed('a member');
  return { id, from, to, person, entry, prepared, notAfter, dossier, hash: sha256(bytes) };
}

// §14.2
export function readSigned(bytes) {
  const [record, fromSignature, toSignature] = readArray(bytes, 'signed-transfer/1', 4, 2048);
  if (!isBytes(record, 0, 2048) || !isBytes(fromSignature, 0, 768) || !isBytes(toSignature, 0, 768)) malformed('a member');
  return { record, fromSignature, toSignature };
}

export function verifySigned({ record: bytes, fromSignature, toSignature }, keys) {
  const record = readRecord(bytes);
  for (const [region, signature] of [[record.from, fromSignature], [record.to, toSignature]]) {
    const message = readSign1(signature);
    if (message.typ !== transferType || message.payload !== null) malformed(`the signature of ${region}`);
    const spki = keys[region]?.[message.kid];
    if (!spki) throw new Fault('UnknownKey', region);
    if (!isSignedBy(message, bytes, spki)) throw new Fault('BadSignature', region);
  }
  return record;
}

// §14.4 step 2, as the old region checks it.
export function verifyAcceptance(bytes, asked, keys, now) {
  if (bytes.length > 1024) malformed('acceptance');
  const message = readSign1(bytes);
  if (message.typ !== acceptanceType || message.payload === null) malformed('acceptance');
  const [id, from, to, point, at] = readArray(message.payload, 'transfer-acceptance/1', 6, 1024);
  if (!isBytes(id, 16) || !/^[\x00-\x7f]{0,6}$/.test(from) || !/^[\x00-\x7f]{0,6}$/.test(to) || !isBytes(point, 65) || !isWhole(at, 0, lastSecond)) malformed('a member');
  if (from !== asked || !isRegion(to) || to === from) throw new Fault('WrongSubject', 'another region');
  const spki = keys[to]?.[message.kid];
  if (!spki) throw new Fault('UnknownKey', to);
  if (!isSignedBy(message, message.payload, spki)) throw new Fault('BadSignature', to);
  if (at > now + clockSkew) throw new Fault('FromTheFuture', `${at}`);
  return { id, from, to, point, at };
}

const logged = (logProof, policy, now) => {
  try { return verifyProof(logProof, policy, now); } catch (e) { throw new Fault('NotLogged', `${e.message}`); }
};

// §14.3
export function verifyList(bytes, policy, now) {
  const [transfers, logProof] = readArray(bytes, 'logged-transfers/1', 3, 2162688);
  if (!Array.isArray(transfers) || transfers.length > mostTransfers || !transfers.every(each => isBytes(each, 0, 2048)) || !isBytes(logProof, 0, 40960)) malformed('a member');
  readProof(logProof);
  const epoch = logged(logProof, policy, now);
  const leaves = transfers.map(each => leafHash(sha256(readSigned(each).record)));
  if (leaves.length !== epoch.transfers || !rootOf(leaves).equals(epoch.transfersRoot)) throw new Fault('NotInEpoch', `${leaves.length}`);
  return { epoch: epoch.number, transfers: leaves.length };
}

// §14.5, in its order.
export function verifyTransferProof(bytes, keys, policy, now) {
  const [signedBytes, index, path, logProof] = readArray(bytes, 'transfer-proof/1', 5, 65536);
  if (!isBytes(signedBytes, 0, 2048) || !isWhole(index, 0, mostTransfers - 1) || !Array.isArray(path) || path.length > 64
    || !path.every(hash => isBytes(hash, 32)) || !isBytes(logProof, 0, 40960)) malformed('a member');
  const signed = readSigned(signedBytes); // 1
  readProof(logProof);
  const epoch = logged(logProof, policy, now); // 2
  const record = verifySigned(signed, keys); // 3
  if (!isIncluded(leafHash(record.hash), index, epoch.transfers, path, epoch.transfersRoot)) throw new Fault('NotInEpoch', `${index}`); // 4
  if (epoch.time > record.notAfter) throw new Fault('TooLate', `${epoch.time}`); // 5
  return { from: record.from, to: record.to, entry: record.entry, epoch: epoch.number, loggedAt: epoch.loggedAt };
}
