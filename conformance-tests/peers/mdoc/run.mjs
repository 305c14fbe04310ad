// node run.mjs PEER verify|present   (PEER: auth0, owf): one act, its outcome as JSON.
import { readInput } from './input.mjs';

const [name, act] = process.argv.slice(2);
const peer = await import(`./${name}.mjs`);
const input = await readInput(peer.date);
try {
  const result = act === 'verify' ? await peer.verify(input) : await peer.present(input);
  console.log(JSON.stringify({ ok: true, response: result && Buffer.from(result).toString('base64') }));
} catch (error) {
  console.log(JSON.stringify({ ok: false, error: String(error?.message ?? error) }));
}
