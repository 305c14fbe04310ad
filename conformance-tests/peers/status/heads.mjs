// Heads and packages (SPEC.md §7.8, §7.11) with Node's own crypto.
import crypto from 'node:crypto';
import { Refused } from './gap-codec.mjs';
import { Tagged, readCbor, writeCbor } from './strict-cbor.mjs';

const TYPE = 'application/vnd.federation.status-head+cwt';
const ZEROS = Buffer.alloc(32);
const ES256 = -7;

const isCode = text => typeof text === 'string' && /^[0-9]{6}$/.test(text);
const isHash = bytes => Buffer.isBuffer(bytes) && bytes.length === 32;
const whole = (n, min, max) => Number.isInteger(n) && n >= min && n <= max;

const payloadOf = head => writeCbor(new Map([
  [1, head.region], [6, head.issued], [-65537, head.version], [-65548, head.blocks], [-65549, head.stateRoot], [-65550, head.previous],
]));
const protectedOf = kid => writeCbor(new Map([[1, ES256], [4, kid], [16, TYPE]]));

export const rebuildHead = head =>
  writeCbor(new Tagged(18, [protectedOf(head.kid), new Map(), payloadOf(head), head.signature]));

// The steps of §7.8; keys: key id -> PEM, all of ES256.
export function readHead(bytes, region, keys, now) {
  if (bytes.length > 1024) throw new Refused('TooLarge', 'a head');
  const message = readCbor(bytes);
  if (!(message instanceof Tagged && message.tag === 18 && Array.isArray(message.value) && message.value.length === 4)) throw new Refused('Malformed', 'no COSE_Sign1');
  const [guarded, , payload, signature] = message.value;
  const headers = readCbor(guarded);
  if (headers.get(16) !== TYPE) throw new Refused('WrongType', 'typ');
  const kid = headers.get(4);
  const spki = keys[kid?.toString()];
  if (!spki) throw new Refused('UnknownKey', 'kid');
  const covered = writeCbor(['Signature1', guarded, Buffer.alloc(0), payload]);
  if (headers.get(1) !== ES256 || !crypto.verify('sha256', covered, { key: spki, dsaEncoding: 'ieee-p1363' }, signature)) throw new Refused('BadSignature', 'signature');
  const claims = readCbor(payload);
  const head = {
    region: claims.get(1), issued: claims.get(6), version: claims.get(-65537), blocks: claims.get(-65548),
    stateRoot: claims.get(-65549), previous: claims.get(-65550), kid, signature,
  };
  const isForm = isCode(head.region) && whole(head.issued, 0, 253402300799) && whole(head.version, 1, Number.MAX_SAFE_INTEGER)
    && whole(head.blocks, 0, 128) && isHash(head.stateRoot) && isHash(head.previous)
    && (head.version === 1) === head.previous.equals(ZEROS);
  if (!isForm || !rebuildHead(head).equals(bytes)) throw new Refused('Malformed', 'not the one form');
  if (head.region !== region) throw new Refused('WrongSubject', 'region');
  if (head.issued > now + 60) throw new Refused('FromTheFuture', 'iat');
  return { ...head, hash: crypto.createHash('sha256').update(payload).digest() };
}

export function readPackage(bytes) {
  if (bytes.length > 64_000_000) throw new Refused('TooLarge', 'a package');
  const value = readCbor(bytes);
  const isForm = Array.isArray(value) && value.length === 7 && value[0] === 'status-package/1' && ['snapshot', 'rollup', 'heads'].includes(value[1])
    && whole(value[2], 0, Number.MAX_SAFE_INTEGER) && [3, 4, 5].every(i => Array.isArray(value[i]) && value[i].length <= 1000) && Buffer.isBuffer(value[6]);
  if (!isForm) throw new Refused('Malformed', 'no package');
  const [, kind, fromEpoch, heads, others, payloads, logProof] = value;
  const items = kind === 'heads' ? 8 : 7;
  const areHeads = heads.every(h => Array.isArray(h) && h.length === items && isCode(h[0]) && whole(h[1], 1, Number.MAX_SAFE_INTEGER)
    && whole(h[2], 0, 253402300799) && whole(h[3], 0, 128) && isHash(h[4]) && Buffer.isBuffer(h[5]) && Buffer.isBuffer(h[6]) && (items === 7 || isHash(h[7])));
  const areOthers = others.every(o => Array.isArray(o) && o.length === 2 && isCode(o[0]) && isHash(o[1]));
  const ascend = list => list.every((item, i) => i === 0 || list[i - 1][0] < item[0]);
  const codes = new Set([...heads, ...others].map(item => item[0]));
  const count = { snapshot: heads.length, rollup: 1, heads: 0 }[kind];
  if (!areHeads || !areOthers || !ascend(heads) || !ascend(others) || codes.size !== heads.length + others.length
    || payloads.length !== count || !payloads.every(Buffer.isBuffer) || (fromEpoch > 0 && kind !== 'rollup')) throw new Refused('Malformed', 'a rule of packages');
  return {
    kind, fromEpoch, others, payloads, logProof,
    heads: heads.map(([region, version, issued, blocks, previous, kid, signature, stateRoot]) =>
      ({ region, version, issued, blocks, previous, kid, signature, stateRoot })),
  };
}
