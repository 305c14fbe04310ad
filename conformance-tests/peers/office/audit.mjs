// SPEC.md §15.1 to §15.4: entries, checkpoints, exports.
import { Fault } from '../issuance/cbor.mjs';
import { sha256 } from '../issuance/merkle.mjs';
import { isBytes, isRegion, isWhole, lastSecond, write } from './cbor.mjs';
import { openStatement, readClaims } from './cose.mjs';
import { readFlatObject } from './json-line.mjs';

const lastNumber = 2n ** 63n - 1n, lastMillisecond = 253402300799999n, zeros = Buffer.alloc(32);

export const entryHash = ({ seq, at, who, why, act, driver, what, previous }) =>
  sha256(write(['audit/1', seq, at, who, why, act, driver, what, previous]));

// §15.2
export function verifyCheckpoint(bytes, keys) {
  const { claims, keyId } = openStatement(bytes, 'application/vnd.federation.audit-checkpoint+cwt', 1024, payload => readClaims(payload, {
    1: [true, isRegion], 6: [true, value => isWhole(value, 0, lastSecond)], [-65570]: [true, value => isWhole(value, 1, lastNumber)],
    [-65571]: [true, value => isBytes(value, 32)], [-65572]: [false, value => isWhole(value, 1, lastNumber)],
  }), (kid, said) => keys[said.get(1)]?.[kid]);
  const read = { region: claims.get(1), issuedAt: claims.get(6), seq: claims.get(-65570), hash: claims.get(-65571), first: claims.get(-65572) ?? null, keyId };
  if (read.first !== null && read.first > read.seq) throw new Fault('Malformed', 'first');
  return read;
}

const members = ['act', 'at', 'driver', 'hash', 'previous', 'seq', 'what', 'who', 'why'];

// §15.3: {entry, hash} or {checkpoint}.
function readLine(bytes) {
  const bad = () => { throw new Fault('NotALine', 'form'); };
  let line;
  try { line = readFlatObject(bytes, 16384); } catch { bad(); }
  if (line.size === 1 && typeof line.get('checkpoint') === 'string') {
    const checkpoint = Buffer.from(line.get('checkpoint'), 'base64');
    return checkpoint.toString('base64') === line.get('checkpoint') && checkpoint.length >= 1 && checkpoint.length <= 1024 ? { checkpoint } : bad();
  }
  const get = name => line.get(name);
  const isHash = name => typeof get(name) === 'string' && /^[0-9a-f]{64}$/.test(get(name));
  const isText = name => typeof get(name) === 'string' && get(name).length <= 400;
  const isNumber = (name, least, most) => typeof get(name) === 'bigint' && get(name) >= least && get(name) <= most;
  if (line.size !== members.length || !members.every(name => line.has(name)) || !['who', 'why', 'act', 'driver', 'what'].every(isText)
    || !isHash('hash') || !isHash('previous') || !isNumber('seq', 1n, lastNumber) || !isNumber('at', 0n, lastMillisecond)) bad();
  return { entry: { ...Object.fromEntries(line), previous: Buffer.from(get('previous'), 'hex') }, hash: Buffer.from(get('hash'), 'hex') };
}

// §15.4: lines without their LF. {first, last, checkpoints, region} or a Fault with its line.
export function verifyExport(lines, keys) {
  let first = 0n, last = 0n, lastHash = null, checkpoints = 0, region = null, isWholeFile = false;
  const bad = fault => { throw new Fault(fault, 'export'); };
  const take = bytes => {
    const line = readLine(bytes);
    isWholeFile = false;
    if (line.entry) {
      const { seq, previous } = line.entry;
      if (!entryHash(line.entry).equals(line.hash)) bad('Changed');
      if (first === 0n ? seq === 1n && !previous.equals(zeros) : seq !== last + 1n || !previous.equals(lastHash)) bad('NotNext');
      if (first === 0n) first = seq;
      [last, lastHash] = [seq, line.hash];
      return;
    }
    let read;
    try { read = verifyCheckpoint(line.checkpoint, keys); } catch { bad('BadCheckpoint'); }
    if (region !== null && region !== read.region) bad('BadCheckpoint');
    if (BigInt(read.seq) > last) bad('CutShort');
    if (BigInt(read.seq) < last || !read.hash.equals(lastHash)) bad('Rewritten');
    region = read.region;
    checkpoints++;
    isWholeFile = read.first !== null && BigInt(read.first) === first;
  };
  lines.forEach((bytes, i) => { try { take(bytes); } catch (e) { throw Object.assign(e, { line: i + 1 }); } });
  if (!isWholeFile) throw Object.assign(new Fault('NotWhole', 'export'), { line: lines.length });
  return { first: Number(first), last: Number(last), checkpoints, region };
}
