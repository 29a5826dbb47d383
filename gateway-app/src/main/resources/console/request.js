// The way of one request: who was asked, what took how long, what it came to, and what was said where that is kept.

import * as api from './api.js';
import { h, replace } from './dom.js';
import { ofEntry, state } from './exchanges.js';
import * as format from './format.js';
import { facts, notice, panel, segmented, table } from './ui.js';

/** What is said reaches the database a little later than its request ends; in milliseconds, and then it is asked for once more. */
const PAUSES = [250, 1000];

export const request = {
  title: 'Request',
  async show(into, { rest }) {
    const id = rest.join('/');
    const seen = await orNothing(api.get(`exchanges/${encodeURIComponent(id)}`));
    // What nobody keeps an account of is not in the ledger.
    const entry = api.hasAdmin() && seen?.usd !== null ? await orNothing(api.admin('GET', `/usage/entries/${encodeURIComponent(id)}`)) : null;
    const ask = () => orNothing(api.admin('GET', `/requests/${encodeURIComponent(id)}`));
    const logged = api.hasAdmin() && await isLogged(seen ?? entry);
    const kept = logged ? await ask() : null;
    const known = entry ?? kept;
    const one = seen ?? (known && { ...ofEntry(known), legs: legsOf(kept), left_out: [] });
    if (!one) {
      replace(into, back(), notice('Not known here', `Request ${id} is not among the last ones of this gateway${api.hasAdmin() ? ', nor in its ledger' : ''}.`));
      return undefined;
    }
    const awaited = logged && seen && !kept;
    const sum = panel('What it came to', spent(one, known, kept));
    const texts = panel('Prompt and answer', awaited ? notice('Not there yet', 'It is written down a moment after the request is over.') : said(kept));
    document.title = `${one.model ?? one.asked ?? id} · AI Gateway`;
    replace(
      into,
      back(),
      h('div', { cls: 'titled' }, h('h1', null, one.model ?? one.asked ?? 'Request', ' ', state(one)), h('p', { cls: 'mono soft' }, id)),
      summary(one),
      one.legs.length > 0 || seen ? journey(one) : panel('Journey', notice('Only in the ledger', 'The steps of a request are kept for the last thousand of this gateway, and for routes with AiLog.')),
      one.left_out.length > 0 && panel('Left out', table('Who could have been asked and was not', [
        { title: 'Target', cell: out => out.name },
        { title: 'Why', cell: out => out.why },
      ], one.left_out, { rowHeader: true })),
      h('div', { cls: 'split' }, panel('What was asked', asked(one)), sum),
      texts,
    );
    return awaited ? again(ask, late => {
      sum.replaceWith(panel('What it came to', spent(one, entry ?? late, late)));
      texts.replaceWith(panel('Prompt and answer', said(late)));
    }) : undefined;
  },
};

/** Asks after each pause until there is something, and tells that, or in the end that there is nothing. Gives what stops it. */
function again(ask, then) {
  let left = false;
  const asking = async () => {
    let found = null;
    for (const pause of PAUSES) {
      await new Promise(resolve => setTimeout(resolve, pause));
      found = left ? null : await ask().catch(() => null);
      if (left || found) {
        break;
      }
    }
    if (!left) {
      then(found);
    }
  };
  asking();
  return () => { left = true; };
}

const back = () => h('a', { href: '#/requests', cls: 'back' }, 'All requests');

async function orNothing(asked) {
  try {
    return await asked;
  } catch (failed) {
    if (failed.status === 404 || failed.status === 405) {
      return null;
    }
    throw failed;
  }
}

function summary(one) {
  const streaming = one.first !== null && one.stream ? one.millis - one.first : 0;
  const speed = streaming > 0 && one.output > 1 ? ((one.output - 1) * 1000) / streaming : null;
  const pairs = [
    ['Took', format.millis(one.millis)],
    ['First event', format.millis(one.first)],
    ['Tokens/s', format.speed(speed)],
    ['Tokens', `${format.compact((one.input ?? 0) + (one.cached ?? 0))} → ${format.compact(one.output)}`],
    ['Cost', format.usd(one.usd)],
    ['Attempts', format.number(one.attempts)],
  ];
  return h('div', { cls: 'panel tight' }, h('div', { cls: 'tiles' }, pairs.map(([label, value]) =>
    h('div', { cls: 'tile' }, h('div', { cls: 'tile-label' }, label), h('div', { cls: 'tile-value num' }, value)))));
}

/** What took its time, one below the other, on one scale: of all of it, or of the time until the answer began. */
function journey(one) {
  const legs = one.legs.map(leg => ({ ...leg, words: words(leg) })).sort((some, other) => some.from - other.from || some.to - other.to);
  if (one.first !== null) {
    legs.push({ kind: 'stream', name: one.stream ? 'Stream' : 'Answer', how: '', words: one.stream ? 'from the first event to the last' : 'from its first byte to its end', from: Math.min(one.first, one.millis), to: one.millis });
  }
  if (legs.length === 0) {
    return panel('Journey', h('p', { cls: 'quiet-words' }, 'No step of it was noted.'));
  }
  const whole = Math.max(one.millis, ...legs.map(leg => leg.to), 0.001);
  const begin = one.first === null ? whole : Math.min(whole, Math.max(one.first, ...one.legs.map(leg => leg.to)) * 1.2);
  const box = h('div');
  const draw = all => replace(box, waterfall(legs, all));
  const closer = whole > begin * 4;
  draw(closer ? begin : whole);
  return panel('Journey', box, closer && segmented('Scale', [['begin', 'Until the answer'], ['whole', 'Whole']], 'begin', value => draw(value === 'begin' ? begin : whole)));
}

function waterfall(legs, all) {
  const at = value => `${Math.min(100, (100 * value) / all)}%`;
  return h(
    'div',
    { cls: 'waterfall' },
    h('div', { cls: 'waterfall-axis', 'aria-hidden': 'true' }, h('span', { cls: 'axis-ticks' }, [0, 0.25, 0.5, 0.75, 1].map(tick =>
      h('span', { style: { left: `${tick * 100}%` } }, format.millis(all * tick))))),
    h('ol', null, legs.map(leg => h(
      'li',
      { cls: `leg of-${leg.kind} ${failed(leg) ? 'failed' : ''} ${leg.to > all ? 'beyond' : ''}` },
      h('span', { cls: 'leg-name' }, h('span', { cls: 'strong' }, leg.name || 'nobody'), h('span', { cls: 'soft' }, leg.words)),
      h('span', { cls: 'leg-track', 'aria-hidden': 'true' }, h('span', { cls: 'leg-bar', style: { left: at(leg.from), width: `max(3px, calc(${at(Math.min(leg.to, all))} - ${at(leg.from)}))` } })),
      h('span', { cls: 'leg-time num' }, format.millis(leg.to - leg.from), h('span', { cls: 'visually-hidden' }, `, from ${format.millis(leg.from)} on`)),
    ))),
  );
}

const failed = leg => leg.kind === 'attempt' && leg.how !== 'ok' && leg.how !== 'unwanted';

function words(leg) {
  switch (leg.kind) {
    case 'filter':
      return leg.how || 'filter';
    case 'cache':
      return `cache: ${leg.how}`;
    case 'attempt':
      return leg.how === 'ok' ? 'asked, until it began to answer' : `asked: ${leg.how}`;
    default:
      return leg.how;
  }
}

function asked(one) {
  return facts([
    ['When', format.moment(one.at)],
    ['Route', one.route],
    ['Key', one.key],
    ['Owner', one.owner],
    ['Dialect', one.dialect],
    ['Operation', one.operation.replaceAll('_', ' ')],
    ['Model asked for', one.asked],
    ['Streamed', one.stream ? 'yes' : 'no'],
  ]);
}

function spent(one, entry, kept) {
  return facts([
    ['Answered by', one.provider && `${one.provider}/${one.model ?? ''}`],
    ['Ended', one.ending.replaceAll('_', ' ')],
    ['Status', one.status || null],
    ['Failure', one.failure],
    ['Guards', one.guard],
    ['Cache', one.cache],
    ['Input tokens', format.number(one.input)],
    ['… from the provider’s cache', format.number(one.cached)],
    ['Output tokens', format.number(one.output)],
    ['… thinking', format.number(one.reasoning)],
    ['Cost', one.usd === null ? 'no account is kept of it' : format.usd(one.usd)],
    ['Saved', one.saved_usd > 0 ? format.usd(one.saved_usd) : null],
    entry && ['Price from', entry.cost_from],
    kept && ['Stopped because of', kept.finish],
    kept && ['Session', kept.session],
    kept?.feedback && ['Feedback', `${kept.feedback.score}${kept.feedback.comment ? `: ${kept.feedback.comment}` : ''}`],
    kept && ['Properties', named(kept.properties)],
    entry && ['Tags', named(entry.tags)],
  ]);
}

const named = values => Object.entries(values ?? {}).map(([name, value]) => `${name}: ${value}`).join(', ');

/** Whether the log may have it: that is up to its route. */
async function isLogged(one) {
  const { routes } = await api.get('routes');
  const logged = routes.filter(route => route.filters.some(each => each.name === 'AiLog')).map(route => route.id);
  return one ? logged.includes(one.route) : logged.length > 0;
}

/** Steps as the log has them, in the shape of those in memory. */
const legsOf = kept => (kept?.steps ?? []).map(step => ({
  kind: step.kind.toLowerCase(), name: step.name, how: step.how, from: step.from_us / 1000, to: (step.from_us + step.us) / 1000,
}));

/** What was said, where the gateway keeps it: as text, whatever is in it. */
function said(kept) {
  if (!kept?.prompt && !kept?.answer) {
    return notice('Not kept', api.hasAdmin()
      ? 'Routes with AiLog and bodies: masked, or full, keep what is said.'
      : 'What is said is shown only to those who have an admin token, where the gateway keeps it.');
  }
  return h('div', { cls: 'said' }, [['Prompt', kept.prompt], ['Answer', kept.answer]].filter(([, body]) => body).map(([title, body]) => h(
    'div',
    null,
    h('h3', null, title),
    body.texts.map(each => h('div', { cls: `turn of-${each.role}` }, h('span', { cls: 'turn-role' }, each.role.replaceAll('_', ' ')), h('p', null, each.text))),
    body.missing > 0 && h('p', { cls: 'quiet-words' }, `${format.number(body.missing)} more characters were not kept.`),
  )));
}
