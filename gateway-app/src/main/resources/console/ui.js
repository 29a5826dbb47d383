// The parts that pages are made of.

import { fresh, h, replace } from './dom.js';
import * as format from './format.js';

export function head(title, words, ...actions) {
  return h(
    'div',
    { cls: 'head' },
    h('div', null, h('h1', null, title), words && h('p', { cls: 'lead' }, words)),
    actions.some(Boolean) && h('div', { cls: 'actions' }, actions),
  );
}

export function panel(title, content, ...actions) {
  const id = fresh('panel');
  return h(
    'section',
    { cls: 'panel', 'aria-labelledby': id },
    h('div', { cls: 'panel-head' }, h('h2', { id }, title), actions),
    content,
  );
}

/** Says what is not there, and what to do next. */
export function notice(title, words, ...more) {
  return h('div', { cls: 'notice' }, h('h2', null, title), words && h('p', null, words), more);
}

export const code = text => h('pre', { cls: 'code', tabindex: '0' }, h('code', null, text));

/** What is only there with an admin API. */
export function needsAdmin(what) {
  return notice(
    `${what} come with the admin API`,
    'This gateway has no admin token, so that its console only looks. Set one, keep a ledger, and start again:',
    code('ai.gateway:\n  admin.token: "${ADMIN_TOKEN}"      # openssl rand -hex 24\n  keys-secret: "${KEYS_SECRET}"      # openssl rand -hex 24'),
  );
}

export const badge = (words, kind = '') => h('span', { cls: `badge ${kind}` }, words);

/** How full something is, in words too. */
export function bar(part, of, words) {
  const share = of > 0 ? Math.min(1, part / of) : 0;
  const kind = share >= 1 ? 'full' : share >= 0.8 ? 'near' : '';
  return h(
    'div',
    { cls: 'bar-line' },
    h('div', { cls: `bar ${kind}`, role: 'img', 'aria-label': `${Math.round(share * 100)}% used` },
      h('span', { style: { width: `${share * 100}%` } })),
    h('span', { cls: 'bar-words num' }, words),
  );
}

/** One of a few. */
export function segmented(label, options, value, onChange) {
  const name = fresh('choice');
  return h(
    'fieldset',
    { cls: 'segmented' },
    h('legend', { cls: 'visually-hidden' }, label),
    options.map(([option, words]) =>
      h(
        'label',
        null,
        h('input', { type: 'radio', name, value: option, checked: option === value, onchange: () => onChange(option) }),
        h('span', null, words),
      )),
  );
}

/**
 * A table. Columns: {title, cell: row => node or text, num, cls}. With {stack: true} a narrow screen shows each row as a card;
 * roles are said, since a table that is laid out as something else is none to a screen reader.
 */
export function table(caption, columns, rows, options = {}) {
  return h(
    'div',
    { cls: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      { cls: options.stack ? 'stack-table' : '', role: 'table' },
      h('caption', { cls: 'visually-hidden' }, caption),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map(each =>
        h('th', { scope: 'col', role: 'columnheader', cls: classes(each) }, each.title || h('span', { cls: 'visually-hidden' }, 'Actions'))))),
      h('tbody', { role: 'rowgroup' }, rows.map(row => line(columns, row, options))),
    ),
  );
}

const classes = column => [column.num && 'num', column.cls].filter(Boolean).join(' ') || null;

function line(columns, row, options) {
  return h('tr', { role: 'row', cls: options.rowClass?.(row) || null }, columns.map((each, index) => (index === 0 && options.rowHeader
    ? h('th', { scope: 'row', role: 'rowheader', cls: classes(each) }, each.cell(row))
    : h('td', { role: 'cell', cls: classes(each), 'data-title': each.title }, each.cell(row)))));
}

export function field(label, input, help) {
  const id = input.id || fresh('field');
  input.id = id;
  let described = null;
  if (help) {
    described = h('span', { cls: 'help', id: `${id}-help` }, help);
    input.setAttribute('aria-describedby', described.id);
  }
  return h('div', { cls: 'field' }, h('label', { for: id }, label), input, described);
}

/** Facts by name. */
export function facts(pairs) {
  return h('dl', { cls: 'facts' }, pairs.filter(pair => pair && pair[1] !== null && pair[1] !== undefined && pair[1] !== '' && pair[1] !== '–').map(([name, value]) =>
    h('div', null, h('dt', null, name), h('dd', null, value instanceof Node ? value : format.text(value)))));
}

/** Shows what comes later, a hint of it meanwhile, and what went wrong if something does. */
export async function later(into, asked, then) {
  replace(into, h('div', { cls: 'waiting', role: 'status' }, h('span', { cls: 'visually-hidden' }, 'Loading')));
  try {
    const found = await asked;
    replace(into, then(found));
  } catch (failed) {
    replace(into, notice('The gateway could not tell', failed.message));
  }
}
