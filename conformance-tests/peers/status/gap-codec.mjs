// Snapshots and deltas (SPEC.md §7.9), written from its text alone. Integers only: every product below stays under 2^53.
const WHOLE = 2 ** 15;
const VALUE_WEIGHTS = [32, 48, 48, 32, 1, 1, 1, 1, 1, 1, 1, 1, 16, 8, 1, 1];

export class Refused extends Error {
  constructor(fault, detail) { super(`${fault}: ${detail}`); this.fault = fault; }
}
const bad = detail => { throw new Refused('BadPayload', detail); };

class Model {
  constructor(weights, step, interval) {
    Object.assign(this, { counts: [...weights], step, interval, left: interval });
    this.renew();
    this.counts = [...this.frequencies];
  }

  renew() {
    const sum = this.counts.reduce((a, b) => a + b, 0);
    const f = this.counts.map(c => 1 + Math.floor(c * (WHOLE - this.counts.length) / sum));
    f[this.counts.indexOf(Math.max(...this.counts))] += WHOLE - f.reduce((a, b) => a + b, 0);
    this.frequencies = f;
  }

  count(symbol) {
    this.counts[symbol] += this.step;
    if (--this.left > 0) return;
    this.left = this.interval;
    if (this.counts.reduce((a, b) => a + b, 0) > 2 ** 23) this.counts = this.counts.map(c => Math.floor((c + 1) / 2));
    this.renew();
  }
}

function gapModel(entries, n, lowBits) {
  let h = (BigInt(n) << BigInt(31 + lowBits)) / BigInt(entries);
  if (h > 2n ** 31n) h = 2n ** 31n;
  const weights = [];
  let s = 2n ** 31n;
  for (let i = 0; i < 127; i++) {
    const w = s * h / 2n ** 31n;
    weights.push(Number(w));
    s -= w;
  }
  return new Model([...weights, Number(s)], 8, 1024);
}

class RangeReader {
  constructor(bytes) {
    Object.assign(this, { bytes, next: 0, range: 2 ** 32 - 1, code: 0 });
    for (let i = 0; i < 4; i++) this.code = this.code * 256 + this.byte();
  }

  byte() {
    if (this.next >= this.bytes.length + 4) bad('the bytes end too early');
    const at = this.next++;
    return at < this.bytes.length ? this.bytes[at] : 0;
  }

  share(bits, find) {
    const unit = Math.floor(this.range / 2 ** bits);
    const v = Math.floor(this.code / unit);
    if (v >= 2 ** bits) bad('no such symbol');
    const [symbol, a, b] = find(v);
    this.code -= unit * a;
    this.range = unit * (b - a);
    while (this.range < 2 ** 24) {
      this.code = this.code * 256 + this.byte();
      this.range *= 256;
    }
    return symbol;
  }

  raw(bits) { return this.share(bits, v => [v, v, v + 1]); }

  symbol(model) {
    const symbol = this.share(15, v => {
      let [i, a] = [0, 0];
      while (a + model.frequencies[i] <= v) a += model.frequencies[i++];
      return [i, a, a + model.frequencies[i]];
    });
    model.count(symbol);
    return symbol;
  }

  end() {
    const begin = this.next - 4;
    const written = this.bytes.length - begin;
    if (written < 0) bad('bytes are missing');
    if (written > 4) bad('bytes after the end');
    let window = 0;
    for (let i = begin; i < this.next; i++) window = window * 256 + (i < this.bytes.length ? this.bytes[i] : 0);
    const low = (window - this.code + 2 ** 32) % 2 ** 32;
    for (let k = 0; k <= 4; k++) {
      const unit = 2 ** (32 - 8 * k);
      const x = Math.ceil(low / unit) * unit;
      if (x >= low + this.range) continue;
      if (x % 2 ** 32 !== window || k !== written) bad('another end than a writer chooses');
      return;
    }
  }
}

function leb128(bytes, at) {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) bad('no number');
    value += (byte % 128) * 2 ** (7 * i);
    if (byte >= 128) continue;
    if (i > 0 && byte === 0) bad('a number in a longer form');
    return [value, at + i + 1];
  }
  return bad('a number too long');
}

function decode(bytes, maxBlocks, maxCount, firstValue) {
  if (bytes.length > 64_000_000) throw new Refused('TooLarge', 'bytes');
  const [blocks, afterBlocks] = leb128(bytes, 0);
  const [n, afterCount] = leb128(bytes, afterBlocks);
  if (blocks > maxBlocks) throw new Refused('TooLarge', 'blocks');
  const entries = blocks * 2 ** 20;
  if (n > entries) bad('more entries than the blocks have');
  if (n > maxCount) throw new Refused('TooLarge', 'entries');
  const coded = bytes.subarray(afterCount);
  if (n === 0) {
    if (coded.length > 0) bad('bytes after the end');
    return { blocks, entries: [] };
  }
  let lowBits = 0;
  while (entries >= n * 48 * 2 ** lowBits) lowBits++;
  const gaps = gapModel(entries, n, lowBits);
  const values = new Model(VALUE_WEIGHTS.slice(firstValue), 512, 64);
  const reader = new RangeReader(coded);
  const result = [];
  let next = 0;
  for (let i = 0; i < n; i++) {
    let symbol;
    while ((symbol = reader.symbol(gaps)) === 127) {
      next += 127 * 2 ** lowBits;
      if (next >= entries) bad('an entry outside the blocks');
    }
    let low = 0;
    for (let left = lowBits; left > 0;) {
      const piece = Math.min(left, 12);
      low = low * 2 ** piece + reader.raw(piece);
      left -= piece;
    }
    next += symbol * 2 ** lowBits + low;
    const value = reader.symbol(values) + firstValue;
    if (next >= entries) bad('an entry outside the blocks');
    result.push([next++, value]);
  }
  reader.end();
  return { blocks, entries: result };
}

export const decodeSnapshot = bytes => decode(bytes, 128, Infinity, 1);
export const decodeDelta = bytes => decode(bytes, 1024, 4_194_304, 0);
