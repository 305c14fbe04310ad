// SPEC.md §2.1, strict reading, as far as the lines of §15.3 need it: one flat object of whole numbers and strings.
import { Fault } from '../issuance/cbor.mjs';

const malformed = detail => { throw new Fault('Malformed', detail); };
const token = /[ \t\n\r]*(?:([{}:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9][0-9]*)))/y;

// {name: text or BigInt}
export function readFlatObject(bytes, most) {
  if (bytes.length > most) malformed('too long');
  let text;
  try { text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes); } catch { malformed('not UTF-8'); }
  const tokens = [];
  token.lastIndex = 0;
  for (const end = text.replace(/[ \t\n\r]*$/, '').length; token.lastIndex < end;) {
    const match = token.exec(text);
    if (!match) malformed('not of this kind');
    tokens.push(match[1] ? { sign: match[1] } : { value: match[2] ? textOf(match[2]) : wholeOf(match[3]) });
  }
  const object = new Map();
  let at = 0;
  const sign = wanted => tokens[at++]?.sign === wanted || malformed(`want ${wanted}`);
  sign('{');
  while (tokens[at]?.sign !== '}') {
    if (object.size > 0) sign(',');
    const name = tokens[at++]?.value;
    if (typeof name !== 'string' || object.has(name)) malformed('a name');
    sign(':');
    const value = tokens[at++]?.value;
    if (value === undefined) malformed('a value');
    object.set(name, value);
  }
  at++;
  return at === tokens.length ? object : malformed('text after it');
}

function textOf(spelled) {
  const text = JSON.parse(spelled);
  return text.isWellFormed() ? text : malformed('a lone surrogate');
}

function wholeOf(spelled) {
  const number = BigInt(spelled);
  return spelled !== '-0' && number >= -(2n ** 63n) && number < 2n ** 63n ? number : malformed('a number');
}
