// Who can be asked, and how they do.

import * as api from './api.js';
import { toast } from './dialogs.js';
import { h, replace } from './dom.js';
import * as format from './format.js';
import { badge, bar, code, head, notice, panel, table } from './ui.js';

const PAUSE = 3000;

export const pools = {
  title: 'Pools & providers',
  async show(into) {
    const states = h('div');
    const seats = h('div');
    const [catalogue, traffic] = await Promise.all([api.get('providers'), api.get('overview?minutes=60')]);
    replace(into, head('Pools & providers', 'Times and shares of failures are of late; counts are since this gateway began.'), states, seats, ...providers(catalogue, traffic));
    let busy = false;
    async function look() {
      if (!busy) {
        draw(await api.get('pools'));
      }
    }
    function draw(told) {
      const focused = document.activeElement?.dataset?.seat;
      replace(states, told.pools.length === 0
        ? notice('No pools', 'Several targets behind one name, so that one that fails is replaced before the client has seen anything:', code('ai.gateway.pools:\n  chat:\n    targets: [ openai/gpt-5.4-mini, anthropic/claude-sonnet-5-5 ]'))
        : told.pools.map(pool => poolPanel(pool, steer)));
      replace(seats, told.others.length > 0 && told.others.map(pool => poolPanel(pool, steer)));
      if (focused) {
        states.querySelector(`[data-seat="${CSS.escape(focused)}"]`)?.focus();
      }
    }
    async function steer(pool, seat, drain) {
      busy = true;
      try {
        await api.admin('POST', '/pools/drain', { pool, target: seat, drain });
        draw(await api.get('pools'));
        toast(drain ? `${seat} gets no new requests.` : `${seat} is back.`);
      } catch (failed) {
        toast(failed.message, 'bad');
      }
      busy = false;
    }
    await look();
    const timer = setInterval(() => look().catch(() => {}), PAUSE);
    return () => clearInterval(timer);
  },
};

function poolPanel(pool, steer) {
  const rows = pool.targets.concat(pool.mirror ? [{ ...pool.mirror, mirror: true }] : []).flatMap(target =>
    (target.seats.length > 0 ? target.seats : [null]).map(seat => ({ target, seat })));
  return panel(pool.name, [
    h('p', { cls: 'panel-words' }, [
      pool.strategy,
      pool.first_event_p95 !== null && `first event p95 ${format.millis(pool.first_event_p95)}`,
      `${format.number(pool.retries_left)} retries left`,
      pool.limit && `${pool.limit.in_use} of ${pool.limit.max} places taken`,
    ].filter(Boolean).join(' · ')),
    table(`Targets of ${pool.name}`, [
      { title: 'Target', cell: row => h('span', { cls: 'two' }, h('span', { cls: 'strong' }, row.seat?.seat ?? row.target.target), h('span', { cls: 'soft' }, about(row.target))) },
      { title: 'State', cell: row => health(row) },
      { title: 'First event', num: true, cell: row => (row.seat?.first_event ? format.millis(row.seat.first_event) : '–') },
      { title: 'Share', num: true, cell: row => (row.seat ? bar(row.seat.share, 1, format.percent(row.seat.share, 1)) : '–'), cls: 'wide' },
      { title: 'Answered', num: true, cell: row => format.compact(row.seat?.answered), cls: 'wide' },
      { title: 'Failed', num: true, cell: row => (row.seat ? `${format.compact(row.seat.failed)} (${format.percent(row.seat.failure_share, 1)} of late)` : '–'), cls: 'wide' },
      { title: 'Now', num: true, cell: row => format.number(row.seat?.in_flight) },
      api.hasAdmin() && {
        title: '',
        cell: row => row.seat && h('button', {
          type: 'button',
          cls: 'small',
          'data-seat': row.seat.seat,
          'aria-label': `${row.seat.drained ? 'Take back' : 'Drain'} ${row.seat.seat}`,
          onclick: () => steer(pool.name, row.seat.seat, !row.seat.drained),
        }, row.seat.drained ? 'Take back' : 'Drain'),
      },
    ].filter(Boolean), rows, { rowHeader: true, stack: true }),
  ]);
}

function about(target) {
  return [target.mirror && 'mirror', target.is_pool && 'a pool', `weight ${target.weight}`, target.tags.join(', ')].filter(Boolean).join(' · ');
}

function health({ target, seat }) {
  if (!target.usable) {
    return badge(target.why_not, 'soft');
  }
  if (!seat) {
    return badge('pool', 'plain');
  }
  if (seat.drained) {
    return badge('drained', 'warn');
  }
  if (seat.breaker !== 'closed') {
    return badge(seat.open_for > 0 ? `breaker open, ${format.duration(seat.open_for)}` : `breaker ${seat.breaker}`, 'bad');
  }
  return seat.cooling_down_for > 0 ? badge(`cooling down, ${format.duration(seat.cooling_down_for)}`, 'warn') : badge('healthy', 'good');
}

function providers(catalogue, traffic) {
  const figures = new Map(traffic.by.provider.map(one => [one.name, one]));
  const usable = catalogue.providers.filter(each => each.usable);
  const others = catalogue.providers.filter(each => !each.usable);
  return [
    panel('Providers', usable.length === 0 ? notice('None can be used', 'Set a provider’s key, such as OPENAI_API_KEY, and start again.') : table('Providers that can be used', [
      { title: 'Provider', cell: one => h('span', { cls: 'two' }, h('span', { cls: 'strong' }, one.name), h('span', { cls: 'soft' }, one.speaks[0]?.base ?? '')) },
      { title: 'Speaks', cell: one => one.speaks.map(each => each.dialect).join(', ') },
      { title: 'Keys', cell: one => one.keys.map(each => each.name).join(', ') || 'none', cls: 'wide' },
      { title: 'Requests, last hour', num: true, cell: one => format.number(figures.get(one.name)?.requests ?? 0) },
      { title: 'Failed', num: true, cell: one => format.percent(figures.get(one.name)?.errors ?? 0, figures.get(one.name)?.requests ?? 0) },
      { title: 'First event p95', num: true, cell: one => format.millis(figures.get(one.name)?.first.p95) },
    ], usable, { rowHeader: true, stack: true })),
    h('details', { cls: 'panel folded' }, h('summary', null, `${others.length} others that cannot be used yet, and why`), table('Providers that cannot be used', [
      { title: 'Provider', cell: one => one.name },
      { title: 'Why not', cell: one => one.why_not },
    ], others, { rowHeader: true, stack: true })),
  ];
}
