// SPEC.md §2.2: a reader of any well-formed CBOR, and the writer of its one deterministic form. Integers beyond 2^53 are
// BigInts, maps are Maps, null is null; other simple values and floats are kept only so far that they can be passed over.
import { Fault } from '../issuance/cbor.mjs';

const malformed = detail => { throw new Fault('Malformed', detail); };
const deepest = 16, mostItems = 10000;

export class Tagged { constructor(tag, value) { Object.assign(this, { tag, value }); } }

export function read(bytes) {
  let at = 0, items = 0;
  const take = length => {
    if (length > bytes.length - at) malformed('cut short');
    return bytes.subarray(at, at += length);
  };
  const head = () => {
    const first = take(1)[0], major = first >> 5, info = first & 31;
    if (info < 24) return { major, argument: BigInt(info), shortest: true };
    if (info === 31) return { major, indefinite: true };
    if (info > 27) malformed('reserved head');
    const argument = BigInt('0x' + take(2 ** (info - 24)).toString('hex'));
    return { major, info, argument, shortest: argument >= [24n, 0x100n, 0x10000n, 0x100000000n][info - 24] };
  };
  const count = n => n > BigInt(bytes.length - at) ? malformed('more than there is') : Number(n);
  const number = n => n >= -9007199254740991n && n <= 9007199254740991n ? Number(n) : n;
  const isEnd = () => at < bytes.length && bytes[at] === 0xff && ++at > 0;
  const utf8 = content => { try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content); } catch { return malformed('not UTF-8'); } };
  const string = (major, { indefinite, argument }) => {
    if (!indefinite) { const content = take(count(argument)); return major === 2 ? content : utf8(content); }
    const chunks = [];
    while (!isEnd()) {
      const chunk = head();
      if (++items > mostItems || chunk.major !== major || chunk.indefinite) malformed('chunk');
      chunks.push(string(major, chunk));
    }
    return major === 2 ? Buffer.concat(chunks) : chunks.join('');
  };
  const item = depth => {
    if (depth > deepest || ++items > mostItems) malformed('too deep or too many');
    const start = at, next = head(), { major, indefinite, argument } = next;
    switch (major) {
      case 0: case 1: return indefinite ? malformed('head') : number(major === 0 ? argument : -1n - argument);
      case 2: case 3: return string(major, next);
      case 4: {
        const list = [];
        for (let left = indefinite ? Infinity : count(argument); left > 0 && !(indefinite && isEnd()); left--) list.push(item(depth + 1));
        return list;
      }
      case 5: {
        const map = new Map();
        for (let left = indefinite ? Infinity : count(argument); left > 0 && !(indefinite && isEnd()); left--) {
          const from = at, key = head();
          if (key.major > 3 || key.indefinite || !key.shortest) malformed('map key');
          at = from;
          const label = item(depth + 1);
          const spelled = Buffer.isBuffer(label) ? `h'${label.toString('hex')}'` : label;
          if (map.has(spelled)) malformed('a key twice');
          map.set(spelled, item(depth + 1));
        }
        return map;
      }
      case 6: return indefinite ? malformed('tag') : new Tagged(argument, item(depth + 1));
      default:
        if (indefinite || (next.info === 24 && argument < 32n)) malformed('simple value');
        return argument === 22n && next.info === undefined ? null : { simple: bytes.subarray(start, at).toString('hex') };
    }
  };
  const value = item(1);
  if (at !== bytes.length) malformed('bytes follow');
  return value;
}

export function write(value) {
  const head = (major, n) => {
    const wide = Buffer.alloc(8);
    wide.writeBigUInt64BE(BigInt(n));
    return n < 24 ? Buffer.of(major << 5 | Number(n)) : [[0x100, 24, 1], [0x10000, 25, 2], [0x100000000, 26, 4], [Infinity, 27, 8]]
      .filter(([limit]) => n < limit).slice(0, 1).map(([, info, width]) => Buffer.concat([Buffer.of(major << 5 | info), wide.subarray(8 - width)]))[0];
  };
  if (typeof value === 'number' || typeof value === 'bigint') return value >= 0 ? head(0, value) : head(1, -1n - BigInt(value));
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(write)]);
  if (value instanceof Map) {
    const pairs = [...value].map(([key, content]) => [write(key), write(content)]).sort(([a], [b]) => a.length - b.length || Buffer.compare(a, b));
    return Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
  }
  return malformed('nothing that is written here');
}

// An array of a format word and a fixed number of members, in the one form.
export function readArray(bytes, format, members, most) {
  if (bytes.length > most) malformed(`${bytes.length} bytes`);
  const value = read(bytes);
  if (!Array.isArray(value) || value.length !== members || value[0] !== format || !write(value).equals(bytes)) malformed(format);
  return value.slice(1);
}

export const isBytes = (value, least, most = least) => Buffer.isBuffer(value) && value.length >= least && value.length <= most;
export const isWhole = (value, least, most) => (typeof value === 'bigint' || Number.isInteger(value)) && value >= least && value <= most;
export const isRegion = value => typeof value === 'string' && /^[0-9]{6}$/.test(value) && !value.startsWith('00');
export const lastSecond = 253402300799;
export const clockSkew = 60;
