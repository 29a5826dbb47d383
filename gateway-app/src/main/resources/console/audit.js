// Who has changed what.

import * as api from './api.js';
import { toast } from './dialogs.js';
import { add, h, replace } from './dom.js';
import * as format from './format.js';
import { head, needsAdmin, notice, table } from './ui.js';

const PAGE = 50;

export const audit = {
  title: 'Audit',
  async show(into) {
    replace(into, head('Audit', 'Each change by the admin API, with who made it, as a chain of hashes. Secrets are not in it.',
      api.hasAdmin() && h('button', { type: 'button', onclick: verify }, 'Verify the chain')));
    if (!api.hasAdmin()) {
      add(into, needsAdmin('The records of changes'));
      return;
    }
    const found = h('div', { cls: 'panel flush' });
    add(into, found);
    let actions = [];
    let next = null;
    async function more() {
      const page = await api.admin('GET', `/audit?limit=${PAGE}${next ? `&after=${encodeURIComponent(next)}` : ''}`);
      actions = actions.concat(page.actions ?? []);
      next = page.next;
      draw();
    }
    function draw() {
      replace(found, actions.length === 0
        ? notice('Nothing was changed yet', 'Keys that are made, budgets that are set and answers that are let go will be here.')
        : table('Changes', [
          { title: 'When', cell: one => h('span', { cls: 'num soft' }, format.moment(one.at)) },
          { title: 'Who', cell: one => one.who },
          { title: 'What', cell: one => h('span', { cls: 'strong' }, one.action) },
          { title: 'Of', cell: one => one.subject },
          { title: 'From', cell: one => h('span', { cls: 'mono soft' }, one.address), cls: 'wide' },
          { title: 'Before and after', cell: change },
        ], actions, { stack: true }));
      if (next) {
        add(found, h('div', { cls: 'panel-foot' }, h('button', { type: 'button', onclick: more }, 'Show more')));
      }
    }
    await more();
  },
};

async function verify() {
  try {
    const told = await api.admin('GET', '/audit/verify');
    toast(told.intact ? `Intact: ${format.number(told.checked)} entries are as they were written.` : `Broken at ${told.broken_at}: ${told.why}`, told.intact ? '' : 'bad');
  } catch (failed) {
    toast(failed.message, 'bad');
  }
}

function change(one) {
  if (one.before === null && one.after === null) {
    return '–';
  }
  return h('details', null, h('summary', null, 'Show'), h('pre', { cls: 'code wrap', tabindex: '0' }, JSON.stringify({ before: one.before, after: one.after }, null, 2)));
}
