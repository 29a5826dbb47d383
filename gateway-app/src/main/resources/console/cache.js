// What the cache keeps, what it saves, and how to let answers go.

import * as api from './api.js';
import { confirm, toast } from './dialogs.js';
import { h, replace } from './dom.js';
import * as format from './format.js';
import { code, field, head, needsAdmin, notice, panel, table } from './ui.js';

export const cache = {
  title: 'Cache',
  async show(into) {
    const told = await api.get('overview?minutes=60');
    const kept = api.hasAdmin() ? await orNull(api.admin('GET', '/cache')) : null;
    const { total } = told;
    const tiles = [
      ['Hit rate', format.percent(total.hits, total.looked), `${format.number(total.hits)} of ${format.number(total.looked)} in the last hour`],
      ['Money saved', format.usd(total.saved_usd), 'in the last hour'],
      ['Time saved', format.duration(total.saved_millis), 'against answers of providers'],
      kept && ['Kept', format.number(kept.answers), format.bytes(kept.bytes)],
      kept && ['Hits since the start', format.compact(kept.hits), `${format.compact(kept.semantic_hits)} in other words`],
      kept && ['Misses since the start', format.compact(kept.misses), `${format.compact(kept.kept)} were kept`],
    ].filter(Boolean);
    replace(
      into,
      head('Cache', 'Answers that were given again, instead of being paid for again.'),
      h('div', { cls: 'panel tight' }, h('div', { cls: 'tiles' }, tiles.map(([label, value, words]) =>
        h('div', { cls: 'tile' }, h('div', { cls: 'tile-label' }, label), h('div', { cls: 'tile-value num' }, value), h('div', { cls: 'tile-words' }, words))))),
      total.looked === 0 && notice('No route asks a cache', 'Put AiCache into the filters of one:', code('filters:\n- AiKey\n- AiCache=30m')),
      saved(told),
      kept && kept.shadow.questions > 0 && shadow(kept.shadow),
      kept && purge(() => cache.show(into)),
      !api.hasAdmin() && needsAdmin('Letting answers go, and what is kept,'),
    );
  },
};

async function orNull(asked) {
  try {
    return await asked;
  } catch (failed) {
    if (failed.status === 404) {
      return null;
    }
    throw failed;
  }
}

function saved(told) {
  const models = told.by.model.filter(one => one.hits > 0);
  return models.length > 0 && panel('By model, in the last hour', table('Cache by model', [
    { title: 'Model', cell: one => one.name },
    { title: 'Requests', num: true, cell: one => format.number(one.requests) },
    { title: 'Hits', num: true, cell: one => format.number(one.hits) },
    { title: 'Hit rate', num: true, cell: one => format.percent(one.hits, one.looked) },
    { title: 'Money saved', num: true, cell: one => format.usd(one.saved_usd) },
    { title: 'Time saved', num: true, cell: one => format.duration(one.saved_millis) },
  ], models, { rowHeader: true }));
}

function shadow(report) {
  return panel('In the shadow', table('What semantic: shadow would have given', [
    { title: 'Threshold', cell: one => one.threshold.toFixed(2) },
    { title: 'Hits', num: true, cell: one => format.number(one.hits) },
    { title: 'Hit rate', num: true, cell: one => (one.hit_rate === null ? '–' : format.percent(one.hit_rate, 1)) },
    { title: 'Compared', num: true, cell: one => format.number(one.compared) },
    { title: 'Agreed', num: true, cell: one => (one.agreement === null ? '–' : format.percent(one.agreement, 1)) },
  ], report.thresholds, { rowHeader: true }));
}

function purge(done) {
  const which = {
    partition: h('input', { placeholder: 'key:acme/search/alice' }),
    tag: h('input', { placeholder: 'docs' }),
    model: h('input', { placeholder: 'openai/gpt-5.4' }),
  };
  async function go(body, words) {
    if (await confirm('Let answers go?', words, 'Let them go')) {
      try {
        const { purged } = await api.admin('POST', '/cache/purge', body);
        toast(purged === null ? 'They are gone.' : `${format.number(purged)} answers are gone.`);
        done();
      } catch (failed) {
        toast(failed.message, 'bad');
      }
    }
  }
  return panel('Let answers go', h(
    'form',
    {
      cls: 'filters',
      onsubmit: event => {
        event.preventDefault();
        const body = Object.fromEntries(Object.entries(which).map(([name, input]) => [name, input.value.trim()]).filter(([, value]) => value));
        if (Object.keys(body).length === 0) {
          toast('Say which: a partition, a tag or a model.', 'bad');
        } else {
          go(body, `Those of ${Object.entries(body).map(([name, value]) => `${name} ${value}`).join(', ')} will be asked anew, and paid for.`);
        }
      },
    },
    field('Partition', which.partition),
    field('Tag', which.tag),
    field('Model', which.model),
    h('button', { type: 'submit' }, 'Let these go'),
    h('button', { type: 'button', cls: 'danger', onclick: () => go({ all: true }, 'All answers will be asked anew, and paid for.') }, 'Let all go'),
  ));
}
