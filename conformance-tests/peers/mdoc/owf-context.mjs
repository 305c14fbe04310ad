// The cryptography that @owf/mdoc asks its host for, by Node's own OpenSSL: keys and certificates are imported once.
import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, randomBytes, sign, verify, X509Certificate } from 'node:crypto';
import { CoseKey, KeyType } from '@owf/mdoc';

const certificates = new Map();
const keys = new Map();

function certificateOf(der) {
  const id = Buffer.from(der).toString('base64');
  if (!certificates.has(id)) {
    const x509 = new X509Certificate(der);
    certificates.set(id, { x509, key: CoseKey.fromJwk({ ...x509.publicKey.export({ format: 'jwk' }), alg: 'ES256' }) });
  }
  return certificates.get(id);
}

function publicKeyOf(key) {
  const id = Buffer.concat([key.x, key.y]).toString('base64');
  if (!keys.has(id)) {
    const { kty, crv, x, y } = key.jwk;
    keys.set(id, createPublicKey({ format: 'jwk', key: { kty, crv, x, y } }));
  }
  return keys.get(id);
}

const privateKeys = new Map();
function privateKeyOf(key) {
  const id = Buffer.from(key.d).toString('base64');
  if (!privateKeys.has(id)) {
    const { kty, crv, x, y, d } = key.jwk;
    privateKeys.set(id, createPrivateKey({ format: 'jwk', key: { kty, crv, x, y, d } }));
  }
  return privateKeys.get(id);
}

const digestNames = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const fields = { C: 'C', ST: 'ST', CN: 'CN' };

export const context = {
  crypto: {
    random: length => randomBytes(length),
    digest: ({ digestAlgorithm, bytes }) => createHash(digestNames[digestAlgorithm]).update(bytes).digest(),
    calculateEphemeralMacKey: ({ privateKey, publicKey, sessionTranscriptBytes, info }) => {
      const shared = diffieHellman({ privateKey: privateKeyOf(CoseKey.decode(privateKey)), publicKey: publicKeyOf(CoseKey.decode(publicKey)) });
      const salt = createHash('sha256').update(sessionTranscriptBytes).digest();
      return CoseKey.create({ keyType: KeyType.Oct, k: new Uint8Array(hkdfSync('sha256', shared, salt, info, 32)) });
    },
  },
  cose: {
    sign1: {
      sign: ({ toBeSigned, key }) => sign('sha256', toBeSigned, { key: privateKeyOf(key), dsaEncoding: 'ieee-p1363' }),
      verify: ({ key, sign1 }) => verify('sha256', sign1.toBeSigned, { key: publicKeyOf(key), dsaEncoding: 'ieee-p1363' }, sign1.signature),
    },
    mac0: {
      sign: ({ key, toBeAuthenticated }) => createHmac('sha256', key.k).update(toBeAuthenticated).digest(),
      verify: ({ mac0, key }) => createHmac('sha256', key.k).update(mac0.toBeAuthenticated).digest().equals(Buffer.from(mac0.tag)),
    },
  },
  x509: {
    getIssuerNameField: ({ certificate, field }) => certificateOf(certificate).x509.issuer.split('\n')
      .filter(line => line.startsWith(`${fields[field] ?? field}=`)).map(line => line.slice(line.indexOf('=') + 1)),
    getPublicKey: ({ certificate }) => certificateOf(certificate).key,
    verifyCertificateChain: ({ trustedCertificates, x5chain, now = new Date() }) => {
      const leaf = certificateOf(x5chain[0]);
      if (now < new Date(leaf.x509.validFrom) || now > new Date(leaf.x509.validTo))
        throw new Error('certificate not in its validity');
      leaf.vouched ??= trustedCertificates.some(root => leaf.x509.checkIssued(certificateOf(root).x509) && leaf.x509.verify(certificateOf(root).x509.publicKey));
      if (!leaf.vouched)
        throw new Error('no trusted certificate issued it');
    },
    getCertificateData: ({ certificate }) => {
      const { x509 } = certificateOf(certificate);
      return {
        issuerName: x509.issuer, subjectName: x509.subject, serialNumber: x509.serialNumber, thumbprint: x509.fingerprint256,
        notBefore: new Date(x509.validFrom), notAfter: new Date(x509.validTo), pem: x509.toString(),
      };
    },
  },
};
