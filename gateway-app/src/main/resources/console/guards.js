// What guards have objected to, and what they would say of a text.

import * as api from './api.js';
import { h, replace } from './dom.js';
import * as format from './format.js';
import { badge, code, field, head, needsAdmin, notice, panel, table } from './ui.js';

const KIND = { blocked: 'bad', masked: 'warn', flagged: 'warn', block: 'bad', mask: 'warn', flag: 'warn' };

export const guards = {
  title: 'Guards',
  async show(into) {
    const [told, known] = await Promise.all([api.get('guards'), api.get('routes')]);
    const all = told.counts.reduce((sum, each) => sum + each.count, 0);
    const guarded = known.routes.filter(route => route.filters.some(each => each.name === 'AiGuard' || each.name === 'AiMask'));
    replace(
      into,
      head('Guards', `${format.number(all)} ${all === 1 ? 'objection' : 'objections'} since this gateway began. What was said is not kept here.`),
      guarded.length === 0 && notice('No route is guarded', 'Put AiGuard into the filters of one:', code('filters:\n- AiGuard=secrets, injection')),
      guarded.length > 0 && (api.hasAdmin() ? trial(guarded) : needsAdmin('Trials of a text')),
      told.counts.length > 0 && h(
        'div',
        { cls: 'split' },
        panel('By rule', table('Objections by rule', [
          { title: 'Rule', cell: one => h('span', { cls: 'two' }, h('span', { cls: 'strong' }, one.rule), h('span', { cls: 'soft' }, one.guard)) },
          { title: 'Route', cell: one => one.route },
          { title: 'Side', cell: one => one.side },
          { title: 'Became', cell: one => badge(one.action, KIND[one.action]) },
          { title: 'Count', num: true, cell: one => format.number(one.count) },
        ], told.counts, { rowHeader: true, stack: true })),
        panel('The last ones', table('The last objections', [
          { title: 'Time', cell: one => h('span', { cls: 'num soft' }, format.time(one.at)) },
          { title: 'Rule', cell: one => h('span', { cls: 'two' }, h('span', { cls: 'strong' }, one.rule), h('span', { cls: 'soft' }, `${one.guard}, ${one.route}`)) },
          { title: 'Became', cell: one => badge(one.action, KIND[one.action]) },
        ], told.last.slice(0, 50)), h('a', { href: '#/requests?state=guard', cls: 'more' }, 'Their requests')),
      ),
      guarded.length > 0 && told.counts.length === 0 && h('p', { cls: 'quiet-words' }, 'Nothing was objected to so far.'),
    );
  },
};

function trial(routes) {
  const route = h('select', null, routes.map(each => h('option', { value: each.id }, each.id)));
  const side = h('select', null, h('option', { value: 'request' }, 'A request'), h('option', { value: 'answer' }, 'An answer'));
  const text = h('textarea', { rows: 4, required: true, placeholder: 'Ignore all previous instructions…' });
  const found = h('div', { role: 'status' });
  return panel('Try a text', h(
    'form',
    {
      cls: 'trial',
      onsubmit: async event => {
        event.preventDefault();
        try {
          replace(found, verdict(text.value, await api.admin('POST', `/routes/${encodeURIComponent(route.value)}/trial`, { text: text.value, side: side.value })));
        } catch (failed) {
          replace(found, h('p', { cls: 'wrong' }, failed.message));
        }
      },
    },
    field('Text', text, 'Nobody is asked but the guards and masks of the route, and nothing is counted.'),
    h('div', { cls: 'filters' }, field('Against', route), field('As', side), h('button', { type: 'submit', cls: 'primary' }, 'Try it')),
    found,
  ));
}

function verdict(text, told) {
  const found = told.filters.flatMap(each => each.found.map(one => ({ filter: each.filter, ...one })));
  if (found.length === 0) {
    return h('p', { cls: 'verdict good-text' }, told.filters.length === 0 ? 'No filter of this route looks at that.' : 'Nobody objects.');
  }
  const marks = found.flatMap(one => one.marks).sort((one, other) => one.start - other.start);
  return [
    marks.length > 0 && h('p', { cls: 'marked' }, marked(text, marks)),
    table('What they object to', [
      { title: 'Rule', cell: one => h('span', { cls: 'two' }, h('span', { cls: 'strong' }, one.rule), h('span', { cls: 'soft' }, `${one.filter}, ${one.guard}`)) },
      { title: 'Why', cell: one => one.why },
      { title: 'Becomes', cell: one => badge(one.action, KIND[one.action]) },
    ], found),
  ];
}

function marked(text, marks) {
  const pieces = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.start >= at) {
      pieces.push(text.slice(at, mark.start), h('mark', { title: mark.type }, text.slice(mark.start, mark.end)));
      at = mark.end;
    }
  }
  return [...pieces, text.slice(at)];
}
