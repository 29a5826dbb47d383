// What goes on now. All of it comes from the gateway's memory.

import * as api from './api.js';
import { chart, spark } from './chart.js';
import { h, replace } from './dom.js';
import { columns } from './exchanges.js';
import * as format from './format.js';
import { code, head, notice, panel, segmented, table } from './ui.js';

const SHOWN = 12;
const PAUSE = 2000;
const ANNOUNCED = 10000;
const KINDS = [['model', 'Model'], ['provider', 'Provider'], ['route', 'Route'], ['key', 'Key'], ['team', 'Team']];

export const overview = {
  title: 'Overview',
  async show(into) {
    let minutes = 15;
    let kind = 'model';
    let last = null;
    const rows = [];
    const pulse = h('span', { cls: 'pulse' }, 'connecting');
    const tiles = h('div', { cls: 'tiles' });
    const feed = h('div');
    const top = h('div');
    const traffic = chart({
      title: 'Requests', kind: 'bars', points: [], format: format.compact,
      series: [{ id: 'answered', label: 'Answered', color: 'c1' }, { id: 'hits', label: 'From the cache', color: 'c2' }, { id: 'errors', label: 'Failed', color: 'bad' }],
    });
    const latency = chart({
      title: 'Latency', kind: 'lines', points: [], format: format.millis,
      series: [{ id: 'p50', label: 'p50', color: 'c2' }, { id: 'p95', label: 'p95', color: 'c1' }, { id: 'first', label: 'First event p95', color: 'c3' }],
    });
    const charts = h('div', { cls: 'split' }, panel('Requests', traffic.element), panel('Latency', latency.element));
    const lists = h('div', { cls: 'split wide-left' }, panel('Just now', feed, h('a', { href: '#/requests', cls: 'more' }, 'All requests')),
      panel('Busiest', top, segmented('Told apart by', KINDS, kind, value => { kind = value; ranks(); })));

    function draw(told) {
      last = told;
      replace(tiles, kpis(told));
      const points = filled(told);
      traffic.update(points);
      latency.update(points);
      ranks();
    }
    function ranks() {
      if (last) {
        replace(top, ranking(last.by[kind], KINDS.find(([id]) => id === kind)[1]));
      }
    }
    async function look() {
      draw(await api.get(`overview?minutes=${minutes}`));
    }

    replace(
      into,
      head('Overview', null, pulse, segmented('How far back', [[5, '5 min'], [15, '15 min'], [60, '60 min']], minutes, value => { minutes = value; look(); })),
      h('div', { cls: 'panel tight' }, tiles),
      charts,
      lists,
    );

    const [, recent] = await Promise.all([look(), api.get(`exchanges?limit=${SHOWN}`)]);
    rows.push(...recent.exchanges.sort((one, other) => other.at - one.at));
    show();
    function show(fresh = []) {
      const longest = Math.max(...rows.map(one => one.millis), 1);
      const shown = columns(() => longest).filter(each => each.title !== 'Route' && each.title !== 'Tokens');
      replace(feed, rows.length === 0 ? begin() : table('The last requests', shown, rows, { rowClass: one => (fresh.includes(one) ? 'fresh' : '') }));
    }

    const said = { requests: 0, failed: 0, at: Date.now() };
    const stop = api.watch(
      fresh => {
        rows.unshift(...fresh);
        rows.sort((one, other) => other.at - one.at);
        rows.length = Math.min(rows.length, SHOWN);
        show(fresh);
        said.requests += fresh.length;
        said.failed += fresh.filter(one => one.error).length;
      },
      state => {
        pulse.className = `pulse ${state}`;
        pulse.textContent = state === 'live' ? `live · ${last?.under_way ?? 0} under way` : 'connection lost';
      },
    );
    const timer = setInterval(() => {
      if (!document.hidden) {
        look().catch(() => {});
      }
      if (said.requests > 0 && Date.now() - said.at > ANNOUNCED) {
        document.getElementById('status').textContent = `${said.requests} new requests, ${said.failed} failed`;
        Object.assign(said, { requests: 0, failed: 0, at: Date.now() });
      }
    }, PAUSE);
    return () => {
      stop();
      clearInterval(timer);
    };
  },
};

function begin() {
  return notice(
    'No requests yet',
    'Point a client at this gateway, or use the playground. From here:',
    code(`curl ${location.origin}/v1/chat/completions -H 'content-type: application/json' \\\n     -d '{"model":"any","messages":[{"role":"user","content":"Hello"}]}'`),
    h('a', { href: '#/playground', cls: 'button' }, 'Open the playground'),
  );
}

/** All slots of the time, also those in which nothing was. */
function filled(told) {
  const known = new Map(told.slots.map(slot => [slot.at, slot]));
  const merged = told.minutes >= 60 ? 2 : 1;
  const points = [];
  for (let at = told.from; at <= told.at; at += told.slot * merged) {
    const some = [];
    for (let i = 0; i < merged; i += 1) {
      some.push(known.get(at + i * told.slot));
    }
    const there = some.filter(Boolean);
    const sum = name => there.reduce((all, slot) => all + slot[name], 0);
    const most = read => (there.length === 0 ? null : Math.max(...there.map(slot => read(slot) ?? -1)));
    const orNull = value => (value === null || value < 0 ? null : value);
    points.push({
      label: format.hour(at),
      long: format.time(at),
      values: {
        answered: sum('requests') - sum('errors') - sum('hits'),
        hits: sum('hits'),
        errors: sum('errors'),
        p50: orNull(most(slot => slot.latency.p50)),
        p95: orNull(most(slot => slot.latency.p95)),
        first: orNull(most(slot => slot.first.p95)),
        requests: sum('requests'),
        usd: sum('usd'),
        output: sum('output'),
      },
    });
  }
  return points;
}

function kpis(told) {
  const { total } = told;
  const points = filled(told);
  const series = name => spark(points.map(point => point.values[name] ?? 0));
  const perMinute = total.requests / told.minutes;
  return [
    tile('Requests', format.compact(total.requests), `${perMinute < 10 ? perMinute.toFixed(1) : format.compact(perMinute)} a minute`, series('requests')),
    tile('Failed', format.percent(total.errors, total.requests), `${format.number(total.errors)} failed, ${format.number(total.gone)} hung up`, series('errors'), total.errors > 0 ? 'bad' : ''),
    tile('Latency p50', format.millis(total.latency.p50), `p95 ${format.millis(total.latency.p95)} · p99 ${format.millis(total.latency.p99)}`, series('p95')),
    tile('First event p50', format.millis(total.first.p50), `p95 ${format.millis(total.first.p95)} · ${format.speed(total.tokens_per_second)} tok/s`, series('first')),
    tile('Cost', format.usd(total.usd), `${format.compact(total.input)} in, ${format.compact(total.output)} out`, series('usd')),
    tile('Saved by the cache', format.usd(total.saved_usd), total.looked > 0 ? `${format.percent(total.hits, total.looked)} hits · ${format.duration(total.saved_millis)}` : 'no cache asked', series('hits')),
  ];
}

function tile(label, value, words, picture, kind = '') {
  return h('div', { cls: `tile ${kind}` }, h('div', { cls: 'tile-label' }, label), h('div', { cls: 'tile-value num' }, value), h('div', { cls: 'tile-words num' }, words), picture);
}

function ranking(names, title) {
  if (names.length === 0) {
    return h('p', { cls: 'quiet-words' }, 'Nothing to tell apart yet.');
  }
  const most = names[0].requests;
  return h('div', { cls: 'ranking' }, table(
    `By ${title.toLowerCase()}`,
    [
      {
        title,
        cell: one => h('span', { cls: 'ranked' }, h('span', null, one.name), h('span', { cls: 'rank-bar', 'aria-hidden': 'true' }, h('span', { style: { width: `${(100 * one.requests) / most}%` } }))),
      },
      { title: 'Requests', num: true, cell: one => format.compact(one.requests) },
      { title: 'p95', num: true, cell: one => format.millis(one.latency.p95), cls: 'wide' },
      { title: 'Cost', num: true, cell: one => format.usd(one.usd) },
    ],
    names.slice(0, 8),
    { rowHeader: true },
  ));
}
