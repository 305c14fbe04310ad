// What adapters of mdoc libraries have in common: authorities are given, and licences verified against them.
import { standAt } from './clock.mjs';
import { accept, reject, serve, unsupported } from './lines.mjs';
import { createECDH, createHash } from 'node:crypto';

// verify: {response, transcript, readerKey?, authorities, now} -> a promise that fails where the library refuses.
// transcript is SessionTranscriptBytes, tag 24 around the transcript, as the libraries take it; readerKey a private JWK.
export function serveMdoc(identity, verify) {
  let authorities = [];
  return serve({ language: 'JavaScript', features: ['licences', 'authorities', 'device-mac'], ...identity }, {
    reset: () => {
      authorities = [];
      return accept();
    },
    init: ({ authorities: given }) => {
      if (!given)
        return unsupported('only authorities');
      authorities = given.map(bytes);
      return accept();
    },
    verify: async ({ presentation, transcript, readerKey, challenge, qr, now }) => {
      if (qr !== undefined || challenge !== undefined)
        return unsupported('neither codes nor challenges');
      standAt(now);
      const response = bytes(presentation);
      try {
        await verify({
          response, authorities, now: new Date(),
          transcript: transcript === undefined ? undefined : tagged(bytes(transcript)),
          readerKey: readerKey === undefined ? undefined : privateJwk(bytes(readerKey)),
        });
      } catch (error) {
        return reject(undefined, error);
      }
      return accept({ presentationSha256: createHash('sha256').update(response).digest('hex') });
    },
  });
}

const bytes = base64 => new Uint8Array(Buffer.from(base64, 'base64'));

function tagged(content) {
  const head = content.length < 24 ? [0x40 + content.length]
    : content.length < 256 ? [0x58, content.length]
    : [0x59, content.length >> 8, content.length & 255];
  return Uint8Array.from([0xd8, 0x18, ...head, ...content]);
}

function privateJwk(scalar) {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  const point = ecdh.getPublicKey();
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), Buffer.from(scalar)].map(part => part.toString('base64url'));
  return { kty: 'EC', crv: 'P-256', x, y, d };
}
