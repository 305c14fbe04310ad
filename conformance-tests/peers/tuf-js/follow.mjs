// Follows a repository with npm's tuf-js. Reads one JSON object: {root?, metadataUrl, targetsUrl, directory, now?, targets}.
// root: base64 of the trusted root, for the first run in a directory; now: an instant, for a rehearsed clock.
// Prints {ok, versions, files: {path: base64, or null where no role lists it}, ms} or {ok: false, error, versions}.
import fs from 'node:fs';
import path from 'node:path';

const input = JSON.parse(fs.readFileSync(0, 'utf8'));
if (input.now)
  standAt(Date.parse(input.now));
const { Updater } = (await import('tuf-js')).default;

const metadataDir = path.join(input.directory, 'metadata');
const targetDir = path.join(input.directory, 'targets');
fs.mkdirSync(metadataDir, { recursive: true });
fs.mkdirSync(targetDir, { recursive: true });
if (input.root)
  fs.writeFileSync(path.join(metadataDir, 'root.json'), Buffer.from(input.root, 'base64'));

const begun = performance.now();
try {
  const updater = new Updater({ metadataDir, targetDir, metadataBaseUrl: input.metadataUrl, targetBaseUrl: input.targetsUrl });
  await updater.refresh();
  const files = {};
  for (const target of input.targets ?? []) {
    const info = await updater.getTargetInfo(target);
    files[target] = info ? fs.readFileSync((await updater.findCachedTarget(info)) ?? (await updater.downloadTarget(info))).toString('base64') : null;
  }
  const ms = performance.now() - begun;
  print({ ok: true, versions: versions(), files, ms });
} catch (error) {
  print({ ok: false, error: String(error?.message ?? error), versions: versions() });
}

function versions() {
  const trusted = fs.readdirSync(metadataDir).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(trusted.map((name) =>
    [name.slice(0, -'.json'.length), JSON.parse(fs.readFileSync(path.join(metadataDir, name), 'utf8')).signed.version]));
}

function print(result) {
  console.log(JSON.stringify(result));
}

function standAt(instant) {
  const Real = Date;
  const shift = instant - Real.now();
  globalThis.Date = class extends Real {
    constructor(...parts) {
      super(...(parts.length ? parts : [Real.now() + shift]));
    }

    static now() {
      return Real.now() + shift;
    }
  };
}
