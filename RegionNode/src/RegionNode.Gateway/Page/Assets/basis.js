import { element } from './element.js';
import { pick, say } from './language.js';
import { rows } from './rows.js';
import { ago, instant } from './time.js';

/** One line under the word: how fresh the status is, and who said so; null where no status was read. */
export const freshness = ({ freshness: fresh }) => fresh && element('p', { class: 'fresh' }, `${say(fresh.source)} · ${ago(fresh.ageSeconds)}`);

/** Everything that the verdict rests on, so that it can be checked again. */
export function basis(answer) {
  const { live, status, trustList, epoch, transfer, agreement, recognisedFrom } = answer.restsOn;
  const { issuer } = answer;
  const value = live?.value ?? status?.value;
  return element('section', { class: 'basis' },
    element('h3', {}, say('basis')),
    rows([
      [say('issuer'), issuer && `${pick([issuer.nameZh, issuer.nameEn]) ?? ''} ${issuer.region ?? ''}`.trim()],
      [say('status'), value && say(value)],
      [say('letters'), live?.letters],
      [say('points'), live?.points],
      [say('pointsClear'), live?.pointsClearDate],
      [say('statusAt'), live ? instant(live.issuedAt) : status?.issuedAt && instant(status.issuedAt)],
      [say('movedTo'), transfer?.to],
      [say('agreement'), agreement],
      [say('recognisedFrom'), recognisedFrom && instant(recognisedFrom)],
      [say('trustList'), trustList && say('version', trustList.snapshot)],
      [say('epoch'), epoch && `${epoch.number} · ${instant(epoch.time)}`],
      [say('shownAs'), answer.presented && say(answer.presented.kind)],
      [say('checkedAt'), instant(answer.at) + (answer.simulatedClock ? ` (${say('simulated')})` : '')],
      [say('traceId'), answer.traceId],
    ]));
}
