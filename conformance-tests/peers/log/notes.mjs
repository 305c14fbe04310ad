// SPEC.md §12.2 to §12.7: keys, notes, checkpoints, cosignatures, epochs, log proofs. A refusal is a Fault with the word of §12.9.
import crypto from 'node:crypto';
import { Fault, decode } from '../issuance/cbor.mjs';
import { isIncluded, leafHash, sha256 } from '../issuance/merkle.mjs';

const emptyRoot = sha256();
const clockSkew = 60, lastSecond = 253402300799n;
const malformed = detail => { throw new Fault('Malformed', detail); };
const base64 = text => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : malformed('base64');
};
const isName = name => /^[!-*,-~]{1,200}$/.test(name);
const publicKey = spki => crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' });

export function keyOf(name, kind, spki) {
  const raw = spki.subarray(spki.length - 32);
  const id = sha256(Buffer.from(name), Buffer.of(0x0a, kind), raw).subarray(0, 4);
  return { name, kind, id, verify: (text, signature) => crypto.verify(null, Buffer.from(text), publicKey(spki), signature),
    vkey: `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(kind), raw]).toString('base64')}` };
}

export function readNote(bytes) {
  if (bytes.length === 0 || bytes.length > 32768) malformed('note length');
  let whole;
  try { whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes); } catch { malformed('not UTF-8'); }
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) malformed('control character');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) malformed('no signatures');
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > 100) malformed('too many lines');
  return { text: whole.slice(0, split + 1), lines: lines.map(line => {
    const [dash, name, value, ...rest] = line.split(' ');
    if (dash !== '\u2014' || rest.length || !isName(name ?? '') || line.length > 1024) malformed('signature line');
    const signed = base64(value ?? '');
    if (signed.length <= 4) malformed('signature line');
    return { name, id: signed.subarray(0, 4), signature: signed.subarray(4) };
  }) };
}

export function readCheckpoint(text) {
  const lines = text.split('\n');
  if (lines.length !== 4 || lines[3] !== '' || !isName(lines[0]) || !/^(0|[1-9][0-9]{0,18})$/.test(lines[1])) malformed('checkpoint');
  const root = base64(lines[2]);
  if (root.length !== 32 || BigInt(lines[1]) >= 2n ** 63n) malformed('checkpoint');
  return { origin: lines[0], size: BigInt(lines[1]), root };
}

const linesOf = (note, key) => note.lines.filter(line => line.name === key.name && line.id.equals(key.id));

// §12.6, in its order.
export function verifyCheckpoint(bytes, policy, now) {
  const note = readNote(bytes);
  const checkpoint = readCheckpoint(note.text);
  if (checkpoint.origin !== policy.origin) throw new Fault('WrongOrigin', 'another log');
  const log = keyOf(policy.origin, 1, base64(policy.key)), signed = linesOf(note, log);
  if (signed.length === 0) throw new Fault('NotSigned', 'no line of the log');
  if (signed.length > 1 || !log.verify(note.text, signed[0].signature)) throw new Fault('BadSignature', 'the log');
  const cosigned = [];
  for (const witness of policy.witnesses) {
    const key = keyOf(witness.name, 4, base64(witness.key)), found = linesOf(note, key);
    if (found.length === 0) continue;
    if (found.length > 1) throw new Fault('BadSignature', 'two lines of one witness');
    if (found[0].signature.length <= 8) malformed('cosignature');
    const at = found[0].signature.readBigUInt64BE();
    if (at === 0n || at > lastSecond) malformed('no time');
    if (!key.verify(`cosignature/v1\ntime ${at}\n${note.text}`, found[0].signature.subarray(8))) throw new Fault('BadSignature', witness.name);
    cosigned.push({ name: witness.name, at: Number(at) });
  }
  if (cosigned.length < policy.quorum) throw new Fault('QuorumMissing', `${cosigned.length}`);
  const counted = cosigned.filter(line => line.at <= now + clockSkew);
  if (counted.length < policy.quorum) throw new Fault('FromTheFuture', `${counted.length}`);
  return { ...checkpoint, cosigned: counted.length, loggedAt: counted.map(line => line.at).sort((a, b) => a - b)[policy.quorum - 1] };
}

const hash = value => Buffer.isBuffer(value) && value.length === 32 ? value : malformed('hash');
const number = (value, most) => Number.isInteger(value) && value >= 0 && value <= most ? value : malformed('number');
const array = (bytes, format, members) => {
  const value = decode(bytes);
  return Array.isArray(value) && value.length === members && value[0] === format ? value : malformed(format);
};

export function readEpoch(bytes) {
  if (bytes.length > 1024) malformed('epoch length');
  const moved = bytes[0] === 0x8a; // ten members: drivers moved in it (epoch/2)
  const [, n, time, snapshot, headsRoot, heads, issuanceRoot, batches, transfersRoot, transfers] = moved ? array(bytes, 'epoch/2', 10) : array(bytes, 'epoch/1', 8);
  const moves = moved ? { transfersRoot: hash(transfersRoot), transfers: number(transfers, 1024) || malformed('no transfers') } : { transfersRoot: emptyRoot, transfers: 0 };
  return { number: number(n, Number.MAX_SAFE_INTEGER), time: number(time, Number(lastSecond)), snapshotSha256: hash(snapshot),
    headsRoot: hash(headsRoot), heads: number(heads, 1000), issuanceRoot: hash(issuanceRoot), batches: number(batches, 65536), ...moves };
}

// §12.7: the form alone.
export function readProof(bytes) {
  if (bytes.length > 40960) malformed('proof length');
  const [, epochBytes, index, path, note] = array(bytes, 'log-proof/1', 5);
  if (!Buffer.isBuffer(epochBytes) || !Buffer.isBuffer(note) || !Array.isArray(path) || path.length > 64) malformed('proof');
  path.forEach(hash);
  number(index, Number.MAX_SAFE_INTEGER);
  return { epochBytes, index, path, note };
}

// §12.7, in its order.
export function verifyProof(bytes, policy, now) {
  const { epochBytes, index, path, note } = readProof(bytes);
  const epoch = readEpoch(epochBytes);
  if (epoch.number !== index) throw new Fault('NotIncluded', 'another leaf');
  const checkpoint = verifyCheckpoint(note, policy, now);
  if (!isIncluded(leafHash(epochBytes), index, Number(checkpoint.size), path, checkpoint.root)) throw new Fault('NotIncluded', 'path');
  return { ...epoch, size: Number(checkpoint.size), loggedAt: checkpoint.loggedAt, newest: epoch.number === Number(checkpoint.size) - 1 };
}
