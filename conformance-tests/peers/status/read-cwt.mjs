// Reads CWTs by cbor-x and the platform's own crypto and zlib: a COSE_Sign1 (RFC 9052) and the claims in it.
// In: {"cwt" (hex), "spki" (PEM), "indices"} on standard input. Out: {"verified", "protected", "claims", "statuses"?}.
import { Decoder, Encoder, addExtension } from 'cbor-x';
import crypto from 'node:crypto';
import { text } from 'node:stream/consumers';
import zlib from 'node:zlib';

class Sign1 { constructor(parts) { this.parts = parts; } }
addExtension({ Class: Sign1, tag: 18, decode: parts => new Sign1(parts), encode: (value, encode) => encode(value.parts) });
const decoder = new Decoder({ mapsAsObjects: false, useRecords: false });
const encoder = new Encoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false });

const { cwt, spki, indices } = JSON.parse(await text(process.stdin));
const message = decoder.decode(Buffer.from(cwt, 'hex'));
if (!(message instanceof Sign1)) throw new Error('not tag 18');
const [guarded, , payload, signature] = message.parts;
const covered = encoder.encode(['Signature1', guarded, Buffer.alloc(0), payload]);
const verified = crypto.verify('sha256', covered, { key: spki, dsaEncoding: 'ieee-p1363' }, signature);

const header = decoder.decode(guarded);
const claims = decoder.decode(payload);
const plain = value => value instanceof Uint8Array ? Buffer.from(value).toString('hex')
  : typeof value === 'bigint' ? Number(value)
  : value instanceof Map ? Object.fromEntries([...value].map(([k, v]) => [k, plain(v)])) : value;
const result = { verified, protected: plain(header), claims: plain(claims) };
const list = claims.get(65533);
if (list) {
  const bits = list.get('bits');
  const packed = zlib.inflateSync(list.get('lst'));
  result.length = packed.length * 8 / bits;
  result.statuses = indices.map(i => (packed[i * bits >> 3] >> (i * bits & 7)) & ((1 << bits) - 1));
}
console.log(JSON.stringify(result));
