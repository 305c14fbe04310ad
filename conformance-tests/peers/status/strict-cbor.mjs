// CBOR in the one form of SPEC.md §7.7: definite lengths, shortest heads, nothing after the end. Integers, strings, arrays, maps, tags.
import { Refused } from './gap-codec.mjs';

const malformed = detail => { throw new Refused('Malformed', detail); };

export class Tagged { constructor(tag, value) { Object.assign(this, { tag, value }); } }

export function readCbor(bytes) {
  let at = 0;
  const take = length => {
    if (at + length > bytes.length) malformed('too short');
    return bytes.subarray(at, at += length);
  };
  const head = () => {
    const first = take(1)[0];
    const info = first % 32;
    if (info < 24) return [first >> 5, info];
    if (info > 27) malformed('no definite length');
    const width = 2 ** (info - 24);
    const value = BigInt('0x' + Buffer.from(take(width)).toString('hex'));
    if (value < [24n, 2n ** 8n, 2n ** 16n, 2n ** 32n][info - 24]) malformed('a longer head than needed');
    if (value > 2n ** 53n) malformed('a number beyond what is read here');
    return [first >> 5, Number(value)];
  };
  const item = depth => {
    if (depth > 16) malformed('too deep');
    const [major, value] = head();
    switch (major) {
      case 0: return value;
      case 1: return -1 - value;
      case 2: return Buffer.from(take(value));
      case 3: return new TextDecoder('utf-8', { fatal: true }).decode(take(value));
      case 4: return Array.from({ length: Math.min(value, bytes.length + 1) }, () => item(depth + 1));
      case 5: return new Map(Array.from({ length: Math.min(value, bytes.length + 1) }, () => [item(depth + 1), item(depth + 1)]));
      case 6: return new Tagged(value, item(depth + 1));
      default: return malformed('a simple value');
    }
  };
  const result = item(1);
  if (at !== bytes.length) malformed('bytes after the end');
  return result;
}

// Written only as far as heads need it: whole numbers, text, byte strings, arrays, maps in the given order, tags.
export function writeCbor(value) {
  const head = (major, n) => n < 24 ? Buffer.of(major * 32 + n)
    : n < 2 ** 8 ? Buffer.of(major * 32 + 24, n)
    : n < 2 ** 16 ? Buffer.of(major * 32 + 25, n >> 8, n & 255)
    : n < 2 ** 32 ? Buffer.concat([Buffer.of(major * 32 + 26), (b => (b.writeUInt32BE(n), b))(Buffer.alloc(4))])
    : Buffer.concat([Buffer.of(major * 32 + 27), (b => (b.writeBigUInt64BE(BigInt(n)), b))(Buffer.alloc(8))]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(writeCbor)]);
  if (value instanceof Tagged) return Buffer.concat([head(6, value.tag), writeCbor(value.value)]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([k, v]) => [writeCbor(k), writeCbor(v)])]);
}
