// The requests: the last thousand from memory, and those before them from the ledger.

import * as api from './api.js';
import { add, h, replace } from './dom.js';
import { columns, ofEntry } from './exchanges.js';
import { field, head, notice, table } from './ui.js';

const PAGE = 50;

export const requests = {
  title: 'Requests',
  async show(into, { query }) {
    const filter = Object.fromEntries(query);
    const found = h('div', { cls: 'panel flush' });
    const count = h('p', { cls: 'count', role: 'status' });
    let rows = [];
    let source = 'memory';
    let next = null;
    let live = filter.pause !== '1';

    const fields = {
      text: h('input', { type: 'search', placeholder: 'model, key, route or id', value: filter.text ?? '' }),
      state: select([['', 'Any status'], ['ok', 'Answered'], ['error', 'Failed'], ['cache', 'From the cache'], ['guard', 'Objected to'], ['gone', 'Client gone']], filter.state),
      key: h('input', { value: filter.key ?? '' }),
      owner: h('input', { value: filter.owner ?? '' }),
      route: h('input', { value: filter.route ?? '' }),
      provider: h('input', { value: filter.provider ?? '' }),
      model: h('input', { value: filter.model ?? '' }),
      session: h('input', { value: filter.session ?? '' }),
      words: h('input', { value: filter.words ?? '' }),
      from: h('input', { type: 'date', value: filter.from ?? '' }),
      to: h('input', { type: 'date', value: filter.to ?? '' }),
    };
    const follow = h('input', { type: 'checkbox', checked: live, onchange: () => { live = follow.checked; } });

    function matching() {
      const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      return rows.filter(one => {
        const all = [one.id, one.model, one.asked, one.provider, one.key, one.owner, one.route, one.failure, one.operation].join(' ').toLowerCase();
        return words.every(word => all.includes(word)) && isOf(one, fields.state.value);
      });
    }

    function draw() {
      const some = matching().sort((one, other) => other.at - one.at);
      const shown = some.slice(0, source === 'memory' ? 200 : some.length);
      const longest = Math.max(...shown.map(one => one.millis), 1);
      count.textContent = source === 'memory'
        ? `${some.length} of the last ${rows.length}, in the memory of this gateway`
        : `${some.length} of the ledger`;
      replace(found, shown.length === 0
        ? notice('Nothing of that kind', rows.length === 0 ? 'No request has ended since this gateway began.' : 'Take a filter away to see more.')
        : table('Requests', columns(() => longest), shown));
      if (api.hasAdmin()) {
        add(found, h('div', { cls: 'panel-foot' }, source === 'memory'
          ? h('button', { type: 'button', onclick: () => ledger(true) }, 'Look in the ledger')
          : next && h('button', { type: 'button', onclick: () => ledger(false) }, 'Show more')));
      }
    }

    async function ledger(anew) {
      const asked = new URLSearchParams({ limit: String(PAGE) });
      for (const name of ['key', 'owner', 'route', 'provider', 'model', 'from', 'to']) {
        if (fields[name].value.trim()) {
          asked.set(name, fields[name].value.trim());
        }
      }
      const log = [['session', 'session'], ['words', 'text']].filter(([name]) => fields[name].value.trim());
      log.forEach(([name, as]) => asked.set(as, fields[name].value.trim()));
      if (!asked.has('from')) {
        asked.set('from', new Date(Date.now() - 30 * 86400000).toISOString().slice(0, 10));
      }
      if (!anew && next) {
        asked.set('after', next);
      }
      try {
        const page = await api.admin('GET', `${log.length > 0 ? '/requests' : '/usage/entries'}?${asked}`);
        source = 'ledger';
        rows = (anew ? [] : rows).concat((page.entries ?? page.requests).map(ofEntry));
        next = page.next;
        draw();
      } catch (failed) {
        replace(found, notice('The ledger could not be asked', failed.message));
      }
    }

    fields.text.addEventListener('input', draw);
    fields.state.addEventListener('change', draw);
    const more = h(
      'form',
      { cls: 'filters', onsubmit: event => { event.preventDefault(); ledger(true); } },
      ['key', 'owner', 'route', 'provider', 'model', 'from', 'to'].map(name => field(name[0].toUpperCase() + name.slice(1), fields[name])),
      field('Session', fields.session, 'Of routes with AiLog.'),
      field('Words', fields.words, 'In what such a route has kept.'),
      h('button', { type: 'submit' }, 'Search the ledger'),
      h('button', { type: 'button', cls: 'quiet', onclick: memory }, 'Back to the last ones'),
    );
    async function memory() {
      const told = await api.get('exchanges');
      source = 'memory';
      next = null;
      rows = told.exchanges;
      draw();
    }

    replace(
      into,
      head('Requests', null, h('label', { cls: 'check' }, follow, 'Follow')),
      h('div', { cls: 'filters' }, field('Find', fields.text), field('Status', fields.state)),
      api.hasAdmin() && h('details', { cls: 'more-filters' }, h('summary', null, 'Search the ledger'), more),
      count,
      found,
    );
    await memory();
    return api.watch(fresh => {
      if (live && source === 'memory') {
        rows = fresh.concat(rows).slice(0, 1000);
        draw();
      }
    }, () => {});
  },
};

function select(options, chosen) {
  return h('select', null, options.map(([value, words]) => h('option', { value, selected: value === (chosen ?? '') }, words)));
}

function isOf(one, state) {
  switch (state) {
    case 'ok':
      return !one.error && one.ending === 'complete';
    case 'error':
      return one.error;
    case 'cache':
      return one.cache === 'hit' || one.cache === 'semantic' || one.cache === 'shared';
    case 'guard':
      return Boolean(one.guard) || one.failure === 'blocked_by_guard';
    case 'gone':
      return one.ending === 'client_gone';
    default:
      return true;
  }
}
