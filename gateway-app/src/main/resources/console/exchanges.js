// Exchanges in a table: the live ones, and those of the ledger in the same shape.

import { h } from './dom.js';
import * as format from './format.js';
import { badge } from './ui.js';

/** A row of the ledger as the console's own memory would have it. */
export function ofEntry(entry) {
  const tokens = name => entry[name] ?? null;
  return {
    id: entry.id,
    at: Date.parse(entry.at),
    key: entry.key,
    owner: entry.owner,
    route: entry.route,
    dialect: entry.dialect,
    operation: entry.operation,
    asked: entry.asked,
    provider: entry.provider,
    model: entry.model,
    ending: entry.ending,
    status: entry.status,
    error: entry.status >= 400 || entry.ending === 'failed' || entry.ending === 'incomplete',
    failure: entry.failure,
    cache: entry.cache,
    attempts: entry.attempts,
    stream: entry.stream,
    first: entry.first_millis,
    millis: entry.millis,
    input: tokens('input_tokens'),
    cached: tokens('cache_read_tokens'),
    output: tokens('output_tokens'),
    reasoning: tokens('reasoning_tokens'),
    usd: Number(entry.cost_usd),
    saved_usd: Number(entry.saved_usd),
  };
}

export function state(one) {
  if (one.ending === 'client_gone') {
    return badge('client gone', 'soft');
  }
  if (one.error) {
    return badge(one.failure ?? String(one.status), 'bad');
  }
  if (one.cache === 'hit' || one.cache === 'semantic' || one.cache === 'shared') {
    return badge(one.cache === 'hit' ? 'cache' : one.cache, 'good');
  }
  return badge(String(one.status || one.ending), 'plain');
}

export function model(one) {
  const name = one.model ?? one.asked ?? '';
  return h(
    'span',
    { cls: 'two' },
    h('a', { href: `#/requests/${encodeURIComponent(one.id)}`, cls: 'strong' }, format.text(name)),
    h('span', { cls: 'soft' }, [one.provider, one.operation === 'chat' ? null : one.operation.replaceAll('_', ' ')].filter(Boolean).join(' · ') || 'nobody asked'),
  );
}

/** How long it took, of which until the first event, drawn to one scale. */
export function took(one, longest) {
  const share = value => `${Math.max(0.5, Math.min(100, (100 * value) / Math.max(1, longest)))}%`;
  return h(
    'span',
    { cls: 'took' },
    h('span', { cls: 'num' }, format.millis(one.millis)),
    h(
      'span',
      { cls: 'took-bar', 'aria-hidden': 'true' },
      h('span', { cls: 'took-all', style: { width: share(one.millis) } }),
      one.first !== null && h('span', { cls: 'took-first', style: { width: share(one.first) } }),
    ),
  );
}

export const tokens = one => (one.input === null && one.output === null
  ? '–'
  : `${format.compact((one.input ?? 0) + (one.cached ?? 0))} → ${format.compact(one.output ?? 0)}`);

/** @param longest gives the time that fills the bar */
export const columns = longest => [
  { title: 'Time', cell: one => h('span', { cls: 'num soft' }, format.time(one.at)) },
  { title: 'Model', cell: model },
  { title: 'Route', cell: one => format.text(one.route), cls: 'wide' },
  { title: 'Key', cell: one => format.text(one.key), cls: 'wide' },
  { title: 'Status', cell: state },
  { title: 'Took', num: true, cell: one => took(one, longest()) },
  { title: 'Tokens', num: true, cell: tokens, cls: 'wide' },
  { title: 'Cost', num: true, cls: 'wide', cell: one => (one.saved_usd > 0 && !(one.usd > 0) ? h('span', { cls: 'good-text' }, `saved ${format.usd(one.saved_usd)}`) : format.usd(one.usd)) },
];
