import { element } from './element.js';
import { say, whenSpoken } from './language.js';
import { texts } from './texts.js';
import { verdict } from './verdict.js';

const pane = document.getElementById('answer');
const young = 60_000;
let content = null;
let old = false;
let ageing;

/** Shows what came of a question, and brings keyboard and reader there. */
export function show(answer) {
  content = answer;
  old = false;
  clearTimeout(ageing);
  write();
  if (content.verdict) ageing = setTimeout(age, young);
  document.getElementById('answer-word').focus();
}

/** Takes the answer away: the next holder does not see it. */
export function clear() {
  content = null;
  clearTimeout(ageing);
  write();
}

whenSpoken(write);

function write() {
  pane.hidden = content === null;
  document.body.classList.toggle('answered', content !== null);
  if (content === null) {
    pane.replaceChildren();
    return;
  }
  const another = element('button', { type: 'button', class: 'another' }, say('another'));
  another.addEventListener('click', () => pane.dispatchEvent(new Event('another')));
  pane.replaceChildren(
    ...(old ? [warning()] : []),
    ...read(),
    another);
}

function read() {
  if (!content.verdict) return [problem(content)];
  try {
    return verdict(content.verdict);
  } catch {
    content = { problem: 'Unreadable' }; // what this page cannot read whole is no verdict
    return read();
  }
}

// The rest stays as it is, and so does the keyboard's place in it.
function age() {
  old = true;
  pane.prepend(warning());
}

const warning = () => element('p', { class: 'old', role: 'alert' }, say('old'));

function problem({ problem: code, detail }) {
  return element('div', { class: 'word problem' },
    element('h2', { id: 'answer-word', tabindex: '-1' }, say('failed')),
    element('p', { class: 'because' }, code in texts ? say(code) : say('Unexpected')),
    detail ? element('p', { class: 'fresh', lang: 'en' }, detail) : null);
}
