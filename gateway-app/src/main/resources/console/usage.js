// What was used, by whom, for how much: by days from the ledger; of the last hour from memory where there is none.

import * as api from './api.js';
import { chart } from './chart.js';
import { h, replace } from './dom.js';
import * as format from './format.js';
import { head, later, needsAdmin, notice, panel, segmented, table } from './ui.js';

const COLORS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
const BY = [['model', 'Model'], ['team', 'Team'], ['key', 'Key'], ['provider', 'Provider'], ['route', 'Route']];
const WHAT = {
  cost: ['Cost', total => Number(total.cost_usd), format.usd],
  tokens: ['Tokens', total => total.input_tokens + total.cache_read_tokens + total.cache_write_tokens + total.output_tokens, format.compact],
  calls: ['Requests', total => total.calls, format.compact],
  saved: ['Saved', total => Number(total.saved_usd), format.usd],
};

export const usage = {
  title: 'Usage',
  show(into) {
    if (!api.hasAdmin()) {
      return lastHour(into);
    }
    const chosen = { by: 'model', what: 'cost', days: 7 };
    const found = h('div');
    const choose = (name, value) => {
      chosen[name] = value;
      look();
    };
    const look = () => later(found, asked(chosen), totals => drawn(totals, chosen));
    replace(
      into,
      head('Usage', 'By days (UTC), from the ledger of all gateways on its database.',
        h('button', { type: 'button', onclick: () => download(chosen) }, 'Download CSV')),
      h(
        'div',
        { cls: 'choices' },
        segmented('What', Object.entries(WHAT).map(([id, [words]]) => [id, words]), chosen.what, value => choose('what', value)),
        segmented('Told apart by', BY, chosen.by, value => choose('by', value)),
        segmented('How far back', [[7, '7 days'], [30, '30 days'], [90, '90 days']], chosen.days, value => choose('days', value)),
      ),
      found,
    );
    look();
    return null;
  },
};

const from = days => new Date(Date.now() - (days - 1) * 86400000).toISOString().slice(0, 10);

async function asked({ by, days }) {
  return (await api.admin('GET', `/usage?by=day,${by}&from=${from(days)}`)).totals;
}

function drawn(totals, { by, what, days }) {
  if (totals.length === 0) {
    return notice('Nothing was used in that time', 'Calls of routes with AiKey, AiCostMeter, AiBudget or AiTokenRateLimiter are in the ledger.');
  }
  const [words, read, shown] = WHAT[what];
  const sums = new Map();
  for (const total of totals) {
    const name = total[by] || 'none';
    const sum = sums.get(name) ?? { name, calls: 0, failed: 0, input: 0, output: 0, cost: 0, saved: 0, of: 0 };
    sum.calls += total.calls;
    sum.failed += total.failed;
    sum.input += total.input_tokens + total.cache_read_tokens + total.cache_write_tokens;
    sum.output += total.output_tokens;
    sum.cost += Number(total.cost_usd);
    sum.saved += Number(total.saved_usd);
    sum.of += read(total);
    sums.set(name, sum);
  }
  const ranked = [...sums.values()].sort((one, other) => other.of - one.of || other.calls - one.calls);
  const named = ranked.slice(0, COLORS.length).map(sum => sum.name);
  const rest = ranked.length > named.length;
  const series = named.map((name, index) => ({ id: name, label: name, color: COLORS[index] })).concat(rest ? [{ id: 'others', label: 'Others', color: 'other' }] : []);
  const picture = chart({ title: `${words} by day`, kind: 'bars', series, points: points(totals, { by, days, read, named }), format: shown, height: 240 });
  return [panel(`${words} by day`, picture.element), h('div', { cls: 'panel flush' }, sumTable(ranked, by))];
}

function points(totals, { by, days, read, named }) {
  const all = [];
  const first = Date.parse(`${from(days)}T00:00:00Z`);
  for (let day = 0; day < days; day += 1) {
    const at = new Date(first + day * 86400000).toISOString().slice(0, 10);
    const values = {};
    for (const total of totals.filter(each => each.day === at)) {
      const name = total[by] || 'none';
      const id = named.includes(name) ? name : 'others';
      values[id] = (values[id] ?? 0) + read(total);
    }
    all.push({ label: format.date(`${at}T12:00:00Z`), long: at, values });
  }
  return all;
}

function sumTable(ranked, by) {
  return table(`Usage by ${by}`, [
    { title: BY.find(([id]) => id === by)[1], cell: sum => sum.name },
    { title: 'Requests', num: true, cell: sum => format.number(sum.calls) },
    { title: 'Failed', num: true, cell: sum => format.percent(sum.failed, sum.calls) },
    { title: 'Input', num: true, cell: sum => format.compact(sum.input) },
    { title: 'Output', num: true, cell: sum => format.compact(sum.output) },
    { title: 'Cost', num: true, cell: sum => format.usd(sum.cost) },
    { title: 'Saved', num: true, cell: sum => format.usd(sum.saved) },
  ], ranked, { rowHeader: true });
}

async function download({ by, days }) {
  const csv = await api.adminText(`/usage?by=day,${by}&from=${from(days)}&format=csv`);
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  h('a', { href: url, download: `usage-${by}-${days}-days.csv` }).click();
  URL.revokeObjectURL(url);
}

async function lastHour(into) {
  const told = await api.get('overview?minutes=60');
  replace(
    into,
    head('Usage', 'Of the last hour, from the memory of this gateway.'),
    BY.filter(([id]) => told.by[id].length > 0).map(([id, words]) => panel(`By ${words.toLowerCase()}`, table(`By ${words.toLowerCase()}`, [
      { title: words, cell: one => one.name },
      { title: 'Requests', num: true, cell: one => format.number(one.requests) },
      { title: 'Failed', num: true, cell: one => format.percent(one.errors, one.requests) },
      { title: 'Input', num: true, cell: one => format.compact(one.input) },
      { title: 'Output', num: true, cell: one => format.compact(one.output) },
      { title: 'Cost', num: true, cell: one => format.usd(one.usd) },
    ], told.by[id], { rowHeader: true }))),
    needsAdmin('Longer times'),
  );
}
