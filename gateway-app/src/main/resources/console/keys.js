// Virtual keys and the owners they belong to: what they may use, and what is left of it.

import * as api from './api.js';
import { confirm, dialog, secret, toast } from './dialogs.js';
import { h, replace } from './dom.js';
import * as format from './format.js';
import { badge, bar, field, head, needsAdmin, notice, panel, table } from './ui.js';

const MOST_BARS = 60;
const AT_ONCE = 4;

export const keys = {
  title: 'Keys & budgets',
  async show(into) {
    if (!api.hasAdmin()) {
      replace(into, head('Keys & budgets'), needsAdmin('Keys and budgets'));
      return;
    }
    const found = h('div');
    const owned = h('div');
    const again = () => keys.show(into);
    replace(
      into,
      head('Keys & budgets', 'Whatever is changed here holds at once, and within a second at all gateways on this database.',
        h('button', { type: 'button', onclick: () => budget(again) }, 'Set a budget'),
        h('button', { type: 'button', cls: 'primary', onclick: () => create(again) }, 'Create a key')),
      found,
      owned,
    );
    const [all, owners] = await Promise.all([api.admin('GET', '/keys?limit=200'), api.admin('GET', '/owners?limit=200')]);
    const bars = new Map();
    replace(found, all.keys.length === 0
      ? notice('No keys yet', 'With AiKey in a route, only those who show a key are answered there.')
      : panel('Keys', keyTable(all.keys, bars, again)));
    replace(owned, owners.owners.length > 0 && panel('Owners', ownerTable(owners.owners, bars, again)));
    fillBars(bars);
  },
};

/** Few at a time, so that a long list floods nobody. */
async function fillBars(bars) {
  const open = [...bars].slice(0, MOST_BARS);
  const work = async () => {
    for (let next = open.shift(); next; next = open.shift()) {
      const [query, place] = next;
      try {
        const { limits } = await api.admin('GET', `/limits?${query}`);
        const whose = decodeURIComponent(query.replace('=', ':'));
        const own = limits.filter(each => each.whose === whose);
        replace(place, own.length === 0 ? h('span', { cls: 'soft' }, 'no limits') : own.map(limitBar));
      } catch (failed) {
        replace(place, h('span', { cls: 'soft' }, failed.message));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function limitBar(limit) {
  const money = limit.unit === 'usd';
  const show = value => (money ? format.usd(value) : format.compact(Number(value)));
  const taken = Number(limit.used) + Number(limit.held);
  const window = windowOf(limit.window);
  const unit = money ? '' : ` ${limit.unit.replaceAll('_', ' ')}`;
  return bar(taken, Number(limit.most), `${show(taken)} of ${show(limit.most)}${unit}${window}`);
}

/** sliding-3600000 as it is written: / 1h. */
function windowOf(id) {
  const [kind, millis] = (id ?? '').split('-');
  if (!Number(millis)) {
    return kind && kind !== 'concurrent' ? ` / ${id}` : '';
  }
  const [size, word] = [[86400000, 'd'], [3600000, 'h'], [60000, 'm'], [1000, 's']].find(([each]) => Number(millis) % each === 0) ?? [1, 'ms'];
  return ` / ${Number(millis) / size}${word}`;
}

function keyTable(all, bars, again) {
  return table('Keys', [
    { title: 'Key', cell: one => h('span', { cls: 'two' }, h('span', { cls: 'strong' }, one.name), h('span', { cls: 'soft' }, one.owner || 'nobody’s')) },
    { title: 'State', cell: one => state(one) },
    { title: 'May ask', cell: one => (one.models?.length ? one.models.join(', ') : 'any model'), cls: 'wide' },
    {
      title: 'Used',
      cell: one => {
        const place = h('div', { cls: 'bars' }, '…');
        bars.set(`key=${encodeURIComponent(one.name)}`, place);
        return place;
      },
    },
    {
      title: '',
      cell: one => (one.source === 'configuration'
        ? h('div', { cls: 'row-actions' }, badge('configuration', 'soft'))
        : h(
          'div',
          { cls: 'row-actions' },
          act('Rotate', one.name, () => rotate(one, again)),
          act(one.disabled ? 'Enable' : 'Disable', one.name, () => turn(one, again)),
          act('Delete', one.name, () => remove(one, again), 'danger-quiet'),
        )),
    },
  ], all, { rowHeader: true, stack: true });
}

const act = (words, of, onclick, cls = '') => h('button', { type: 'button', cls: `small ${cls}`, 'aria-label': `${words} ${of}`, onclick }, words);

function state(one) {
  if (one.disabled) {
    return badge('disabled', 'warn');
  }
  if (one.expires && Date.parse(one.expires) < Date.now()) {
    return badge('expired', 'bad');
  }
  return one.expires ? badge(`until ${one.expires.slice(0, 10)}`, 'plain') : badge('active', 'good');
}

function ownerTable(all, bars, again) {
  return table('Owners', [
    { title: 'Owner', cell: one => h('span', { cls: 'strong' }, one.path) },
    {
      title: 'Used',
      cell: one => {
        const place = h('div', { cls: 'bars' }, '…');
        bars.set(`owner=${encodeURIComponent(one.path)}`, place);
        return place;
      },
    },
    { title: '', cell: one => h('div', { cls: 'row-actions' }, one.source === 'configuration' ? badge('configuration', 'soft') : act('Lift', one.path, () => lift(one, again), 'danger-quiet')) },
  ], all, { rowHeader: true, stack: true });
}

/** Does it, and says what has become of it. */
async function done(asked, words, again) {
  try {
    const told = await asked;
    toast(words);
    again();
    return told;
  } catch (failed) {
    toast(failed.message, 'bad');
    return null;
  }
}

async function rotate(one, again) {
  if (await confirm(`Rotate ${one.name}?`, 'It gets a new secret, which is shown this once. The old one is taken for a while beside it.', 'Rotate')) {
    const told = await done(api.admin('POST', `/keys/${encodeURIComponent(one.name)}/rotate`, {}), `${one.name} has a new secret.`, again);
    if (told) {
      secret(`The new secret of ${one.name}`, 'It is shown this once, and kept nowhere.', told.secret);
    }
  }
}

const turn = (one, again) => done(
  api.admin('POST', `/keys/${encodeURIComponent(one.name)}/${one.disabled ? 'enable' : 'disable'}`, {}),
  `${one.name} is ${one.disabled ? 'taken again' : 'not taken any more'}.`,
  again,
);

async function remove(one, again) {
  if (await confirm(`Delete ${one.name}?`, 'Whoever shows it is refused from now on. It cannot be brought back.', 'Delete')) {
    done(api.admin('DELETE', `/keys/${encodeURIComponent(one.name)}`), `${one.name} is gone.`, again);
  }
}

async function lift(one, again) {
  if (await confirm(`Lift the limits of ${one.path}?`, 'It may use as much as it likes from now on.', 'Lift')) {
    done(api.admin('DELETE', `/owners/${one.path.split('/').map(encodeURIComponent).join('/')}`), `${one.path} has no limits.`, again);
  }
}

/** A dialog with fields, of which those that are not empty are sent. */
function form(title, action, fields, send) {
  const wrong = h('p', { cls: 'wrong', role: 'alert' });
  const box = dialog(title, h(
    'form',
    {
      cls: 'stack',
      onsubmit: async event => {
        event.preventDefault();
        const said = Object.fromEntries(fields.map(([name, , input]) => [name, input.value.trim()]).filter(([, value]) => value));
        try {
          await send(said, box);
        } catch (failed) {
          wrong.textContent = failed.message;
        }
      },
    },
    fields.map(([, label, input, help]) => field(label, input, help)),
    wrong,
    h('div', { cls: 'dialog-actions' }, h('button', { type: 'button', onclick: () => box.close() }, 'Cancel'), h('button', { type: 'submit', cls: 'primary' }, action)),
  ));
}

function create(again) {
  form('Create a key', 'Create', [
    ['name', 'Name', h('input', { required: true, maxlength: 200, autocomplete: 'off' }), 'As people call it; for ever.'],
    ['owner', 'Owner', h('input', { placeholder: 'customer/team/project', autocomplete: 'off' })],
    ['models', 'Models', h('input', { placeholder: 'openai/*, claude-*', autocomplete: 'off' }), 'Empty for any.'],
    ['budget', 'Budget', h('input', { placeholder: '20 USD / 30d', autocomplete: 'off' })],
    ['requests', 'Requests', h('input', { placeholder: '100 / 1m', autocomplete: 'off' })],
    ['tokens', 'Tokens', h('input', { placeholder: '1000000 / 1d', autocomplete: 'off' })],
    ['expires', 'Expires', h('input', { type: 'date' }), 'The last day; empty for never.'],
  ], async (said, box) => {
    const body = said.models ? { ...said, models: said.models.split(',').map(each => each.trim()).filter(Boolean) } : said;
    const told = await api.admin('POST', '/keys', body);
    box.close();
    again();
    secret(`The secret of ${told.name}`, 'It is shown this once, and kept nowhere.', told.secret);
  });
}

function budget(again) {
  form('Set what an owner may use', 'Set', [
    ['path', 'Owner', h('input', { required: true, placeholder: 'acme/search', autocomplete: 'off' }), 'All its keys together, and those of owners below it.'],
    ['budget', 'Budget', h('input', { placeholder: '500 USD / month', autocomplete: 'off' })],
    ['requests', 'Requests', h('input', { placeholder: '1000 / 1m', autocomplete: 'off' })],
    ['tokens', 'Tokens', h('input', { placeholder: '1000000 / 1d', autocomplete: 'off' })],
    ['concurrent', 'Calls at once', h('input', { type: 'number', min: 0, autocomplete: 'off' })],
  ], async ({ path, concurrent, ...limits }, box) => {
    const body = concurrent ? { ...limits, concurrent: Number(concurrent) } : limits;
    await api.admin('PUT', `/owners/${path.split('/').map(encodeURIComponent).join('/')}`, body);
    box.close();
    toast(`${path} may use that.`);
    again();
  });
}
