import { pick, whenSpoken } from './language.js';

let asked = null;

/** The region in which licences are shown to this page and what its gateway serves, the name written under the title; null while the gateway is out of reach. */
export async function desk() {
  asked ??= fetchDesk();
  const here = await asked;
  if (!here) asked = null; // asked again next time
  return here;
}

async function fetchDesk() {
  try {
    const here = await (await fetch('/page/desk', { cache: 'no-store' })).json();
    whenSpoken(() => { document.getElementById('desk').textContent = `${pick([here.nameZh, here.nameEn]) ?? ''} ${here.region}`.trim(); });
    return here;
  } catch {
    return null;
  }
}
