// The CBOR of SPEC.md §2.2 that log and issuance proofs use: integers, bytes, text, arrays, maps and tags of definite
// length, in their one deterministic form. Maps are arrays of pairs. Integers beyond 2^53 are refused.
export class Fault extends Error {
  constructor(fault, detail) { super(`${fault}: ${detail}`); this.fault = fault; }
}

export function decode(bytes) {
  const [value, end] = item(bytes, 0, 0);
  if (end !== bytes.length) throw new Fault('Malformed', 'bytes follow');
  return value;
}

function item(bytes, at, depth) {
  if (depth > 8 || at >= bytes.length) throw new Fault('Malformed', 'cut short or too deep');
  const major = bytes[at] >> 5, info = bytes[at] & 31;
  const width = { 24: 1, 25: 2, 26: 4, 27: 8 }[info] ?? 0;
  if (info > 27 || at + 1 + width > bytes.length) throw new Fault('Malformed', 'head');
  let argument = BigInt(info);
  if (width) argument = BigInt('0x' + bytes.subarray(at + 1, at + 1 + width).toString('hex'));
  if (width && argument < [24n, 0x100n, 0x10000n, 0x100000000n][Math.log2(width)]) throw new Fault('Malformed', 'not the shortest form');
  if (argument > BigInt(Number.MAX_SAFE_INTEGER)) throw new Fault('Malformed', 'too large');
  const n = Number(argument);
  at += 1 + width;
  switch (major) {
    case 0: return [n, at];
    case 1: return [-1 - n, at];
    case 2: case 3: {
      if (n > bytes.length - at) throw new Fault('Malformed', 'string cut short');
      const content = bytes.subarray(at, at + n);
      return [major === 2 ? content : new TextDecoder('utf-8', { fatal: true }).decode(content), at + n];
    }
    case 4: case 5: {
      if (n > bytes.length - at) throw new Fault('Malformed', 'count');
      const items = [];
      for (let i = 0; i < n; i++) {
        let one, other;
        [one, at] = item(bytes, at, depth + 1);
        if (major === 5) { [other, at] = item(bytes, at, depth + 1); one = [one, other]; }
        items.push(one);
      }
      return [items, at];
    }
    case 6: {
      const [content, end] = item(bytes, at, depth + 1);
      return [{ tag: n, content }, end];
    }
    default: throw new Fault('Malformed', 'simple value');
  }
}

export function head(major, n) {
  if (n < 24) return Buffer.from([major << 5 | n]);
  if (n < 0x100) return Buffer.from([major << 5 | 24, n]);
  if (n < 0x10000) return Buffer.from([major << 5 | 25, n >> 8, n & 255]);
  const wide = Buffer.alloc(5);
  wide[0] = major << 5 | 26;
  wide.writeUInt32BE(n, 1);
  return wide;
}

export const byteString = bytes => Buffer.concat([head(2, bytes.length), bytes]);
export const text = string => Buffer.concat([head(3, Buffer.byteLength(string)), Buffer.from(string)]);
