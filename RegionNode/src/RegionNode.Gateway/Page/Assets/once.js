const dynamic = 'CNDD1:';
const remembered = 64;
let codes = [];

/** Whether a dynamic code went to the gateway from here: it counts once, and red is for those who show another's again. */
export const sent = (code) => codes.includes(code);

/** Remembers a dynamic code that goes there; used or not, nobody can tell when no answer comes. */
export function send(code) {
  if (code.startsWith(dynamic)) codes = [...codes, code].slice(-remembered);
}
