// SPEC.md §12: a log proof under a checkpoint with the witnesses' quorum. Notes are C2SP signed-note, cosignatures
// C2SP tlog-cosignature (cosignature/v1).
import crypto from 'node:crypto';
import { Fault, decode } from './cbor.mjs';
import { isIncluded, leafHash, sha256 } from './merkle.mjs';

const clockSkew = 60;
const keyOf = spki => crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' });
const raw = spki => spki.subarray(spki.length - 32);
const keyId = (name, kind, spki) => sha256(Buffer.from(name), Buffer.from([0x0a, kind]), raw(spki)).subarray(0, 4);

// {number, time, issuanceRoot, batches, loggedAt} or a Fault.
export function verifyLogProof(bytes, policy, now) {
  const [format, epochBytes, index, path, note, ...rest] = decode(bytes);
  if (format !== 'log-proof/1' || rest.length) throw new Fault('Malformed', 'log proof');
  const [kind, number, time, , , , issuanceRoot, batches, ...more] = decode(epochBytes);
  if (!(kind === 'epoch/1' && more.length === 0) && !(kind === 'epoch/2' && more.length === 2) || epochBytes.length > 1024) throw new Fault('Malformed', 'epoch');
  const { size, root, loggedAt } = verifyCheckpoint(note.toString('utf8'), policy, now);
  if (number !== index || !isIncluded(leafHash(epochBytes), index, size, path, root)) throw new Fault('NotLogged', 'the epoch is not in the log');
  return { number, time, issuanceRoot, batches, loggedAt };
}

function verifyCheckpoint(note, policy, now) {
  const gap = note.indexOf('\n\n');
  const body = note.slice(0, gap + 1), lines = note.slice(gap + 2).split('\n').slice(0, -1);
  const [origin, size, root] = body.split('\n');
  if (gap < 0 || origin !== policy.origin) throw new Fault('NotLogged', 'another log');
  const signatures = lines.map(line => {
    const match = /^— (\S+) (\S+)$/.exec(line);
    if (!match) throw new Fault('NotLogged', 'not a signature line');
    const bytes = Buffer.from(match[2], 'base64');
    return { name: match[1], id: bytes.subarray(0, 4), value: bytes.subarray(4) };
  });
  const find = (name, kind, spki) => signatures.filter(s => s.name === name && s.id.equals(keyId(name, kind, spki)));

  const log = find(policy.origin, 1, policy.key);
  if (log.length !== 1 || !crypto.verify(null, Buffer.from(body), keyOf(policy.key), log[0].value)) throw new Fault('NotLogged', 'not signed by the log');
  const times = [];
  for (const { region, key } of policy.witnesses) {
    const found = find(`${policy.origin}/witness/${region}`, 4, key);
    if (found.length > 1) throw new Fault('NotLogged', 'two lines of one witness');
    if (!found.length) continue;
    const at = Number(found[0].value.readBigUInt64BE());
    const covered = `cosignature/v1\ntime ${at}\n${body}`;
    if (!crypto.verify(null, Buffer.from(covered), keyOf(key), found[0].value.subarray(8))) throw new Fault('NotLogged', 'a bad cosignature');
    if (at <= now + clockSkew) times.push(at);
  }
  if (times.length < policy.quorum) throw new Fault('NotLogged', 'no quorum');
  return { size: Number(size), root: Buffer.from(root, 'base64'), loggedAt: times.sort((a, b) => a - b)[policy.quorum - 1] };
}
