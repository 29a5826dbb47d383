// Charts of our own, as SVG: bars upon each other or lines, with the same as a table for whoever prefers that.

import { h, replace, s } from './dom.js';
import { table } from './ui.js';

const PAD = { top: 10, right: 8, bottom: 22, left: 46 };

/** A round number that is not less. */
function ceiling(value) {
  if (value <= 0) {
    return 1;
  }
  const size = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(step => step * size).find(step => step >= value * 0.999);
}

/**
 * @param of {title, points: [{label, long, values: {id: number|null}}], series: [{id, label, color}], kind: 'bars'|'lines', format, height}
 */
export function chart(of) {
  const box = h('div', { cls: 'chart' });
  const tip = h('div', { cls: 'tip', hidden: true });
  const frame = h('div', { cls: 'chart-frame' });
  let asTable = false;
  let data = of;
  let width = 0;

  const toggle = h('button', {
    type: 'button',
    cls: 'quiet small',
    'aria-pressed': 'false',
    onclick: () => {
      asTable = !asTable;
      toggle.setAttribute('aria-pressed', String(asTable));
      toggle.textContent = asTable ? 'Chart' : 'Table';
      draw();
    },
  }, 'Table');

  function draw() {
    if (asTable) {
      replace(frame, asRows(data));
      return;
    }
    width = frame.clientWidth || width;
    if (width > 0) {
      replace(frame, picture(data, width, tip), tip);
    }
  }

  const seen = new ResizeObserver(() => {
    if (frame.clientWidth !== width) {
      draw();
    }
  });
  seen.observe(frame);
  replace(
    box,
    h(
      'div',
      { cls: 'chart-head' },
      h('ul', { cls: 'legend', 'aria-label': 'Legend' }, of.series.map(each =>
        h('li', null, h('span', { cls: `swatch ${each.color}`, 'aria-hidden': 'true' }), each.label))),
      toggle,
    ),
    frame,
  );
  return {
    element: box,
    update(points) {
      data = { ...data, points };
      draw();
    },
  };
}

function asRows({ title, points, series, format }) {
  const shown = points.filter(point => series.some(each => point.values[each.id]));
  return table(
    title,
    [{ title: 'When', cell: point => point.long ?? point.label }]
      .concat(series.map(each => ({ title: each.label, num: true, cell: point => format(point.values[each.id] ?? null) }))),
    [...shown].reverse(),
    { rowHeader: true },
  );
}

function picture(of, width, tip) {
  const { points, series, kind, format } = of;
  const height = of.height ?? 170;
  const inner = { width: width - PAD.left - PAD.right, height: height - PAD.top - PAD.bottom };
  const top = ceiling(Math.max(0, ...points.map(point => kind === 'bars'
    ? series.reduce((sum, each) => sum + (point.values[each.id] ?? 0), 0)
    : Math.max(...series.map(each => point.values[each.id] ?? 0)))));
  const y = value => PAD.top + inner.height * (1 - value / top);
  const step = inner.width / Math.max(1, points.length);
  const x = index => PAD.left + step * (index + 0.5);
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': summary(of, top) });
  for (const share of [0, 0.5, 1]) {
    const at = y(top * share);
    svg.append(
      s('line', { x1: PAD.left, x2: width - PAD.right, y1: at, y2: at, class: share === 0 ? 'axis' : 'grid' }),
      s('text', { x: PAD.left - 8, y: at + 4, class: 'tick', 'text-anchor': 'end' }, format(top * share)),
    );
  }
  const every = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor(inner.width / 84))));
  points.forEach((point, index) => {
    if (index % every === 0) {
      svg.append(s('text', { x: x(index), y: height - 6, class: 'tick', 'text-anchor': index === 0 ? 'start' : 'middle' }, point.label));
    }
  });
  if (kind === 'bars') {
    bars(svg, of, { x, y, step });
  } else {
    lines(svg, of, { x, y });
  }
  hover(svg, of, { x, step, inner, height }, tip);
  return svg;
}

function bars(svg, { points, series }, { x, y, step }) {
  const wide = Math.max(1, Math.min(28, step * 0.72));
  points.forEach((point, index) => {
    let below = 0;
    for (const each of series) {
      const value = point.values[each.id] ?? 0;
      if (value > 0) {
        const tall = Math.max(0.75, y(below) - y(below + value));
        svg.append(s('rect', { x: x(index) - wide / 2, y: y(below) - tall, width: wide, height: tall, class: `fill ${each.color}` }));
        below += value;
      }
    }
  });
}

function lines(svg, { points, series }, { x, y }) {
  for (const each of series) {
    let path = '';
    let alone = [];
    let open = false;
    points.forEach((point, index) => {
      const value = point.values[each.id];
      if (value === null || value === undefined) {
        open = false;
        return;
      }
      path += `${open ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      if (!open) {
        alone.push([index, value]);
      }
      open = true;
    });
    svg.append(s('path', { d: path, class: `stroke ${each.color}` }));
    alone.forEach(([index, value]) => svg.append(s('circle', { cx: x(index), cy: y(value), r: 1.75, class: `fill ${each.color}` })));
  }
}

function hover(svg, { points, series, format }, { x, step, inner, height }, tip) {
  const mark = s('line', { y1: PAD.top, y2: height - PAD.bottom, class: 'cursor', visibility: 'hidden' });
  svg.append(mark);
  const hide = () => {
    mark.setAttribute('visibility', 'hidden');
    tip.hidden = true;
  };
  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('pointermove', event => {
    const left = event.clientX - svg.getBoundingClientRect().left;
    const index = Math.floor((left - PAD.left) / step);
    const point = points[index];
    if (!point) {
      hide();
      return;
    }
    mark.setAttribute('x1', x(index));
    mark.setAttribute('x2', x(index));
    mark.setAttribute('visibility', 'visible');
    replace(
      tip,
      h('strong', null, point.long ?? point.label),
      series.filter(each => point.values[each.id]).map(each =>
        h('div', null, h('span', { cls: `swatch ${each.color}` }), h('span', null, each.label), h('b', { cls: 'num' }, format(point.values[each.id])))),
    );
    tip.hidden = false;
    tip.style.setProperty('left', `${Math.min(x(index) + 12, PAD.left + inner.width - tip.offsetWidth)}px`);
  });
}

function summary({ title, points, series, format }, top) {
  const names = series.map(each => each.label).join(', ');
  return points.length === 0 ? `${title}: nothing yet` : `${title}, ${names}, from ${points[0].label} to ${points[points.length - 1].label}, at most ${format(top)}. As a table by the button before it.`;
}

/** A small line of one series, without axes. */
export function spark(values) {
  const wide = 96;
  const tall = 26;
  const top = Math.max(...values, 0) || 1;
  const step = wide / Math.max(1, values.length - 1);
  const at = (value, index) => `${(index * step).toFixed(1)} ${(tall - 2 - (value / top) * (tall - 4)).toFixed(1)}`;
  const path = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${at(value, index)}`).join('');
  return s(
    'svg',
    { viewBox: `0 0 ${wide} ${tall}`, class: 'spark', 'aria-hidden': 'true', preserveAspectRatio: 'none' },
    s('path', { d: `${path}L${wide} ${tall}L0 ${tall}Z`, class: 'area' }),
    s('path', { d: path, class: 'stroke c1' }),
  );
}
