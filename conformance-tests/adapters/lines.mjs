// Protocol 1 of ADAPTER.md for adapters in JavaScript: a question a line, an answer a line.
import { createInterface } from 'node:readline';

console.log = console.error; // Standard output belongs to the answers, whatever a library prints.

export const accept = (evidence = {}) => ({ verdict: 'accept', evidence });
export const reject = (reason, error) => ({ verdict: 'reject', ...(reason && { reason }), detail: described(error) });
export const unsupported = detail => ({ verdict: 'unsupported', detail });

// Answers until `bye`. commands: name -> question -> answer or its promise; what one of them throws is an `error`.
export async function serve(identity, commands) {
  const all = { hello: () => ({ verdict: 'accept', ...identity }), bye: () => accept(), ...commands };
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    const answer = await answerTo(all[question.cmd], question);
    process.stdout.write(`${JSON.stringify({ id: question.id, ...answer })}\n`);
    if (question.cmd === 'bye')
      break;
  }
  process.stdin.destroy();
}

async function answerTo(command, question) {
  try {
    return command ? await command(question) : unsupported(question.cmd);
  } catch (error) {
    return { verdict: 'error', detail: described(error) };
  }
}

const described = error => error === undefined ? '' : String(error?.message ?? error).slice(0, 300);
