import { ask } from './ask.js';
import * as challenge from './challenge.js';
import * as code from './code.js';
import { desk } from './desk.js';
import * as files from './files.js';
import { start as startLanguage } from './language.js';
import * as once from './once.js';
import * as pane from './pane.js';
import { tell } from './said.js';

const form = document.getElementById('question');
const go = form.querySelector('.go');
let turn = 0; // counts what the form held: an answer to what it held before is shown to nobody
let asking = false;

startLanguage();
challenge.start(next); // the holder looks at the screen
form.addEventListener('input', anew);
// The last thing shown counts: a code or files, never both.
files.start((text) => {
  anew();
  code.put(text);
});
code.start({
  typed: files.clear,
  scanned(text) {
    if (text !== code.text()) {
      anew();
      files.clear();
      code.put(text);
    }
    form.requestSubmit();
  },
});

form.addEventListener('submit', (submit) => {
  submit.preventDefault();
  if (asking) return tell('asking'); // about this very thing
  const purpose = new FormData(form).get('purpose');
  const shown = code.text() ? { qr: code.text() } : files.presentation();
  if (!purpose) return refuse('purposeMissing', form.elements.purpose[0]);
  if (!shown) return refuse('nothingShown', code.first());
  if (shown.qr && once.sent(shown.qr)) return refuse('codeSpent', code.first());
  if (shown.qr && challenge.over(shown.qr)) return refuse('ChallengeUnknown', challenge.button);
  check({ ...shown, purpose, live: form.elements.live.checked });
});

document.getElementById('answer').addEventListener('another', () => {
  next();
  code.first().focus();
});

/** Nothing of the holder before is left. */
function next() {
  anew();
  files.clear();
  code.put('');
}

/** The form holds something else: neither the verdict that is shown nor the one that is awaited is about it. */
function anew() {
  turn += 1;
  asking = false;
  go.disabled = false;
  tell(null);
  pane.clear();
}

async function check(question) {
  anew();
  const mine = turn;
  asking = true;
  go.disabled = true;
  tell('asking');
  const got = await answer(question);
  if (mine !== turn) return;
  asking = false;
  go.disabled = false;
  tell(null);
  pane.show(got);
}

async function answer(question) {
  const here = await desk();
  if (!here) return { problem: 'Unreachable' };
  const acceptor = here.region;
  if (!question.qr) return ask({ ...question, acceptor });
  once.send(question.qr);
  return ask({ ...question, acceptor, challenge: challenge.take() });
}

function refuse(name, field) {
  tell(name);
  field.focus();
}
