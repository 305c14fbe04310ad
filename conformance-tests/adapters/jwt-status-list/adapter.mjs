// Adapter of @sd-jwt/jwt-status-list (ADAPTER.md). As its README says, it verifies nothing itself: jose checks the signature,
// the type, the subject and the expiry.
import { standAt } from '../clock.mjs';
import { accept, reject, serve, unsupported } from '../lines.mjs';
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import { jwtVerify } from 'jose';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/@sd-jwt/jwt-status-list/package.json', import.meta.url)));
const reasons = { ERR_JWT_EXPIRED: 'Expired', ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'BadSignature', ERR_JWS_INVALID: 'Malformed', ERR_JWT_INVALID: 'Malformed' };
const claims = { sub: 'WrongSubject', typ: 'WrongType' };
class UnknownKey extends Error {}
let keys = new Map();

function init({ statusKeys }) {
  if (!statusKeys)
    return unsupported('only status keys');
  keys = new Map(statusKeys.map(({ kid, spki }) => [kid, createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })]));
  return accept();
}

function keyOf({ kid }) {
  if (!keys.has(kid))
    throw new UnknownKey(`no key ${kid}`);
  return keys.get(kid);
}

async function status({ uri, index, url, now }) {
  if (!url)
    return unsupported('no trust list');
  standAt(now);
  try {
    const response = await fetch(url, { headers: { accept: 'application/statuslist+jwt' }, signal: AbortSignal.timeout(5000) });
    if (!response.ok)
      return reject('StatusListMissing', `HTTP ${response.status}`);
    const jwt = await response.text();
    await jwtVerify(jwt, keyOf, { algorithms: ['ES256'], typ: 'statuslist+jwt', subject: uri, requiredClaims: ['iat'] });
    return accept({ uri, index, value: getListFromStatusListJWT(jwt).getStatus(index) });
  } catch (error) {
    return reject(reasonOf(error), error);
  }
}

const reasonOf = error => error instanceof UnknownKey ? 'UnknownKey'
  : error.message === 'Index out of bounds' ? 'StatusIndexUnknown'
  : error.message?.startsWith('Decompression failed') ? 'BadList'
  : reasons[error.code] ?? claims[error.claim];

await serve({ name: '@sd-jwt/jwt-status-list', version, language: 'JavaScript', features: ['status', 'status-keys', 'status-jwt'] }, {
  reset: () => {
    keys = new Map();
    return accept();
  },
  init, status,
});
