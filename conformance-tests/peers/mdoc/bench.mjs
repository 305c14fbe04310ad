// node bench.mjs PEER verify|issue SECONDS: operations and the CPU seconds of this process that they took.
import { readInput } from './input.mjs';

const [name, act, seconds] = process.argv.slice(2);
const peer = await import(`./${name}.mjs`);
const input = await readInput(peer.date);
const once = act === 'verify' ? () => peer.verify(input) : async () => peer.encode(await peer.issue(input));

async function run(budget) {
  const start = process.cpuUsage();
  for (let count = 1; ; count++) {
    await once();
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1e6;
    if (spent >= budget)
      return { count, spent };
  }
}

await run(Math.min(1, seconds / 2));
const { count, spent } = await run(Number(seconds));
console.log(JSON.stringify({ count, cpuSeconds: spent }));
