// What @owf/mdoc asks of its host, by Node's own cryptography, and for chains by @peculiar/x509, which the library's own tests use.
import * as x509 from '@peculiar/x509';
import { CoseKey, KeyType } from '@owf/mdoc';
import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, randomBytes, timingSafeEqual, verify, X509Certificate } from 'node:crypto';

const digestNames = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

const publicKey = ({ jwk: { kty, crv, x, y } }) => createPublicKey({ format: 'jwk', key: { kty, crv, x, y } });
const privateKey = ({ jwk: { kty, crv, x, y, d } }) => createPrivateKey({ format: 'jwk', key: { kty, crv, x, y, d } });

// Builds a path from what was shown and what is trusted, and verifies each certificate below the first trusted one.
async function verifyCertificateChain({ trustedCertificates, x5chain, now = new Date() }) {
  const shown = x5chain.map(der => new x509.X509Certificate(der));
  const trusted = trustedCertificates.map(der => new x509.X509Certificate(der));
  const path = await new x509.X509ChainBuilder({ certificates: [...shown, ...trusted] }).build(shown[0]);
  const end = path.findIndex(certificate => trusted.some(root => root.equal(certificate)));
  if (end < 0)
    throw new Error('no trusted certificate issued it');
  for (let i = 0; i < end; i++)
    if (!await path[i].verify({ publicKey: path[i + 1].publicKey, date: now }))
      throw new Error('a certificate of the chain is not valid');
}

export const context = {
  crypto: {
    random: length => randomBytes(length),
    digest: ({ digestAlgorithm, bytes }) => createHash(digestNames[digestAlgorithm]).update(bytes).digest(),
    calculateEphemeralMacKey: ({ privateKey: own, publicKey: other, sessionTranscriptBytes, info }) => {
      const shared = diffieHellman({ privateKey: privateKey(CoseKey.decode(own)), publicKey: publicKey(CoseKey.decode(other)) });
      const salt = createHash('sha256').update(sessionTranscriptBytes).digest();
      return CoseKey.create({ keyType: KeyType.Oct, k: new Uint8Array(hkdfSync('sha256', shared, salt, info, 32)) });
    },
  },
  cose: {
    sign1: {
      verify: ({ key, sign1 }) => verify('sha256', sign1.toBeSigned, { key: publicKey(key), dsaEncoding: 'ieee-p1363' }, sign1.signature),
    },
    mac0: {
      verify: ({ mac0, key }) => timingSafeEqual(createHmac('sha256', key.k).update(mac0.toBeAuthenticated).digest(), mac0.tag),
    },
  },
  x509: {
    verifyCertificateChain,
    getIssuerNameField: ({ certificate, field }) => new x509.X509Certificate(certificate).issuerName.getField(field),
    getPublicKey: ({ certificate, alg }) => CoseKey.fromJwk({ ...new X509Certificate(certificate).publicKey.export({ format: 'jwk' }), alg }),
    getCertificateData: ({ certificate }) => {
      const read = new x509.X509Certificate(certificate);
      return {
        issuerName: read.issuer, subjectName: read.subject, serialNumber: read.serialNumber,
        thumbprint: createHash('sha256').update(certificate).digest('hex'), notBefore: read.notBefore, notAfter: read.notAfter, pem: read.toString(),
      };
    },
  },
};
