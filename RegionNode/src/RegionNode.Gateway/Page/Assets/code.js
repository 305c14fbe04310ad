import { possible, scan } from './camera.js';
import { tell } from './said.js';

const field = document.getElementById('code');
const button = document.getElementById('scan');

/** The code's text; empty without one. */
export const text = () => field.value.trim();

/** Puts a code in; an empty text takes it away. */
export function put(value) {
  field.value = value;
}

/** Where the next holder's code is given: the camera where there is one. */
export const first = () => (button.hidden ? field : button);

/** Wires the field and the camera: `typed` runs when the field was changed by hand, `scanned` with the text of the code that the camera saw. */
export function start({ typed, scanned }) {
  field.addEventListener('input', typed);
  possible().then((able) => { button.hidden = !able; });
  button.addEventListener('click', async () => {
    tell(null);
    button.disabled = true; // one camera at a time
    const found = await scan().catch(() => undefined);
    button.disabled = false;
    if (found) return scanned(found);
    if (found === undefined) tell('noCamera');
    button.focus();
  });
}
