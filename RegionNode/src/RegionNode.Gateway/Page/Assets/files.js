import { possible } from './detector.js';
import { element } from './element.js';
import { read } from './given.js';
import { say, whenSpoken } from './language.js';
import { tell } from './said.js';

const input = document.getElementById('files');
const zone = document.getElementById('drop');
const list = document.getElementById('given');
let given = {};
let turn = 0;

/** The files that were given, as the gateway reads them; null without a licence. */
export const presentation = () => given.response
  ? { presentation: given.response.content, transcript: given.transcript?.content }
  : null;

/** Forgets them, also those that are still being read. */
export function clear() {
  turn += 1;
  given = {};
  write();
}

/** Takes files by the button or dropped; `taken` runs with an empty text when they come, and with the code's where they were a picture of one. */
export function start(taken) {
  whenSpoken(write);
  possible().then((able) => { document.getElementById('pictures-hint').hidden = !able; });
  input.addEventListener('change', () => {
    const chosen = [...input.files];
    input.value = ''; // the same file may be chosen again
    take(chosen, taken);
  });
  zone.addEventListener('dragover', (drag) => {
    drag.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (drag) => {
    drag.preventDefault();
    zone.classList.remove('over');
    take([...drag.dataTransfer.files], taken);
  });
}

async function take(files, taken) {
  if (files.length === 0) return;
  const before = given;
  clear(); // whatever these are, what was there is not what is shown now
  taken('');
  const mine = turn;
  const { problem, code, ...parts } = await read(files);
  if (mine !== turn) return; // something else was given since
  if (problem) return tell(problem);
  if (code) return taken(code);
  // A new licence ends the old one's transcript; a transcript alone joins the licence that was there.
  given = parts.response ? parts : { ...before, ...parts };
  write();
}

function write() {
  const parts = ['response', 'transcript'].filter((part) => given[part]);
  list.replaceChildren(...parts.map((part) => element('li', {}, element('b', {}, say(part)), ` ${given[part].name}`)));
}
