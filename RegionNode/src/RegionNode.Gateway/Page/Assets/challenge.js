import * as base45 from './base45.js';
import { decode } from './base64.js';
import { desk } from './desk.js';
import { drawn } from './drawn.js';
import { say, whenSpoken } from './language.js';
import { tell } from './said.js';
import { texts } from './texts.js';

/** Asks for a challenge and shows it. */
export const button = document.getElementById('challenge');
const figure = document.getElementById('challenge-shown');
const caption = figure.querySelector('figcaption');
const remembered = 64;
let shown = null;
let ended = [];
let left = 0;
let ticking;
let coming = false;

/** The challenge that a phone may have answered; undefined where none is shown. Each is good for one question. */
export function take() {
  const taken = shown ?? undefined;
  end();
  return taken;
}

/** Whether a code answers a challenge that was shown here and is over: to the gateway it would be a stranger's. */
export function over(code) {
  const bytes = base45.decode(code.slice(code.indexOf(':') + 1));
  return ended.some((challenge) => bytes.includes(String.fromCharCode(...decode(challenge))));
}

/** Wires the button, which is there where this gateway serves what draws codes; `asked` runs before a challenge is made. */
export function start(asked) {
  desk().then((here) => { button.hidden = here?.codes !== true; });
  button.addEventListener('click', async () => {
    if (coming) return; // the one that is drawn is the one that counts
    coming = true;
    end();
    asked();
    try {
      const answer = await fetch('/v1/challenges', { method: 'POST', cache: 'no-store' });
      const body = await answer.json();
      if (!answer.ok) return tell(body.code in texts ? body.code : 'noChallenge');
      const drawing = await drawn(body.qr);
      figure.querySelector('svg').replaceWith(drawing);
      show(body);
    } catch {
      tell('noChallenge');
    } finally {
      coming = false;
    }
  });
  whenSpoken(write);
}

function show({ challenge, expiresInSeconds }) {
  shown = challenge;
  left = expiresInSeconds; // counted here: this browser's clock may be wrong
  clearInterval(ticking);
  ticking = setInterval(() => {
    left -= 1;
    if (left > 0) return write();
    end();
    tell('ChallengeUnknown');
  }, 1000);
  write();
  tell('challengeShown');
  figure.scrollIntoView({ block: 'nearest' });
}

function end() {
  clearInterval(ticking);
  if (shown) ended = [...ended, shown].slice(-remembered);
  shown = null;
  write();
}

function write() {
  figure.hidden = shown === null;
  caption.textContent = say('challengeLeft', left);
}
