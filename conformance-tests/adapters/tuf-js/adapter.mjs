// Adapter of npm's tuf-js (ADAPTER.md): it follows the trust list as any TUF repository and fetches target files.
// Its metadata and targets lie in ADAPTER_STATE.
import { standAt } from '../clock.mjs';
import { accept, reject, serve, unsupported } from '../lines.mjs';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import tuf from 'tuf-js';

const folder = process.env.ADAPTER_STATE ?? fs.mkdtempSync(path.join(os.tmpdir(), 'adapter-'));
const metadataDir = path.join(folder, 'metadata');
const targetDir = path.join(folder, 'targets');
const config = { fetchTimeout: 3000, fetchRetry: 1 };
const { version } = JSON.parse(fs.readFileSync(new URL('node_modules/tuf-js/package.json', import.meta.url)));

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const metadata = role => fs.readFileSync(path.join(metadataDir, `${role}.json`));
const updater = url => new tuf.Updater({
  metadataDir, targetDir, metadataBaseUrl: new URL('tuf/', url).href, targetBaseUrl: new URL('tuf/targets/', url).href, config,
});

function init({ anchor }) {
  if (!anchor)
    return unsupported('only an anchor');
  fs.mkdirSync(metadataDir, { recursive: true });
  fs.mkdirSync(targetDir, { recursive: true });
  fs.writeFileSync(path.join(metadataDir, 'root.json'), Buffer.from(anchor, 'base64'));
  try {
    updater('http://localhost/'); // reads the root and verifies it by its own keys
    return accept();
  } catch (error) {
    return reject('AnchorRefused', error);
  }
}

async function sync({ url, now }) {
  standAt(now);
  try {
    await updater(url).refresh();
    const trustList = Object.fromEntries(['root', 'timestamp', 'snapshot', 'targets'].map(role => [role, JSON.parse(metadata(role)).signed.version]));
    return accept({ trustList, snapshotSha256: sha256(metadata('snapshot')) });
  } catch (error) {
    return reject(reasonOf(error), error);
  }
}

async function resolve({ path: name, url, now }) {
  standAt(now);
  try {
    const client = updater(url);
    await client.refresh();
    const target = await client.getTargetInfo(name);
    if (!target)
      return reject('NotListed');
    const bytes = fs.readFileSync(await client.downloadTarget(target));
    return accept({ sha256: sha256(bytes), length: bytes.length });
  } catch (error) {
    return reject(reasonOf(error), error);
  }
}

// Only what the kind of error says by itself; snapshot's and targets' are wrapped in a RuntimeError and have no kind.
function reasonOf(error) {
  switch (error?.constructor?.name) {
    case 'ExpiredMetadataError': return 'Frozen';
    case 'UnsignedMetadataError': return 'Forged';
    case 'DownloadHTTPError': return error.statusCode >= 500 ? 'ServerError' : 'NotServed';
    case 'DownloadLengthMismatchError': return 'TooLarge';
    case 'LengthOrHashMismatchError': return 'Mixed';
    case 'SyntaxError': return 'Malformed';
    default: return error?.name === 'TimeoutError' ? 'TimedOut' : undefined;
  }
}

await serve({ name: 'tuf-js', version, language: 'JavaScript', features: ['trust-list', 'resolve', 'restart'] }, {
  reset: () => accept(), // whatever it knows lies in the folder
  restart: () => accept(),
  init, sync, resolve,
});
