// Sends one question through a route, to one model or to several beside each other.

import * as api from './api.js';
import { add, h, replace } from './dom.js';
import * as format from './format.js';
import { badge, field, head, notice } from './ui.js';

const MOST = 4;

export const playground = {
  title: 'Playground',
  async show(into, { query }) {
    const [{ routes }, catalogue, pools, traffic] = await Promise.all([
      api.get('routes'), api.get('providers'), api.get('pools'), api.get('overview?minutes=60')]);
    const usable = routes.filter(each => each.filters.some(link => link.ai) && (each.uri.startsWith('ai:') || each.filters.some(link => link.ai && link.from !== 'gateway')));
    usable.sort((one, other) => (other.uri === 'ai://auto') - (one.uri === 'ai://auto'));
    if (usable.length === 0) {
      replace(into, head('Playground'), notice('No route leads to a model', 'Add one with the uri ai://auto.'));
      return null;
    }
    const names = new Set([...Object.keys(catalogue.aliases), ...pools.pools.map(each => each.name), ...traffic.by.model.map(each => each.name).filter(name => name !== 'other')]);
    const known = h('datalist', { id: 'models' }, [...names].map(value => h('option', { value })));
    const route = h('select', null, usable.map(each => h('option', { value: each.id, selected: each.id === query.get('route') }, each.id)));
    const path = h('input', { spellcheck: 'false' });
    const key = h('input', { type: 'password', autocomplete: 'off', placeholder: 'sk-…' });
    const system = h('textarea', { rows: 2 });
    const message = h('textarea', { rows: 4, required: true, placeholder: 'Ask something. Ctrl+Enter sends it.' });
    const most = h('input', { type: 'number', min: 1, placeholder: 'as it likes' });
    const warmth = h('input', { type: 'number', min: 0, max: 2, step: 0.1, placeholder: 'as it likes' });
    const columns = h('div', { cls: 'columns' });
    const sides = [];
    let stop = null;

    const send = h('button', { type: 'submit', cls: 'primary' }, 'Send');
    const halt = h('button', { type: 'button', disabled: true, onclick: () => stop?.abort() }, 'Stop');
    const more = h('button', { type: 'button', onclick: () => { side(''); sides[sides.length - 1].model.focus(); } }, 'Add a model');

    const whom = h('span', { cls: 'help', id: 'whom' });
    route.setAttribute('aria-describedby', 'whom');

    function suggest() {
      const chosen = usable.find(each => each.id === route.value);
      path.value = pathOf(chosen);
      whom.textContent = chosen.uri === 'ai://auto' ? 'Asks whichever model is named.' : `Asks ${chosen.uri}, whatever model is named.`;
      key.closest('.field')?.classList.toggle('hidden', !chosen.filters.some(link => link.name === 'AiKey'));
    }
    function side(model) {
      const one = new Side(model, sides.length + 1, () => {
        sides.splice(sides.indexOf(one), 1);
        one.element.remove();
        count();
      });
      sides.push(one);
      add(columns, one.element);
      count();
    }
    function count() {
      more.disabled = sides.length >= MOST;
      columns.dataset.count = String(sides.length);
      sides.forEach(each => { each.close.hidden = sides.length < 2; });
    }
    async function go() {
      stop?.abort();
      stop = new AbortController();
      halt.disabled = false;
      send.disabled = true;
      const messages = [system.value.trim() && { role: 'system', content: system.value }, { role: 'user', content: message.value }].filter(Boolean);
      const rest = { ...(most.value ? { max_tokens: Number(most.value) } : {}), ...(warmth.value ? { temperature: Number(warmth.value) } : {}) };
      const { signal } = stop;
      await Promise.all(sides.map(each => each.ask({ route: route.value, path: path.value.trim(), key: key.value.trim() }, { messages, ...rest }, signal)));
      compare(sides);
      halt.disabled = true;
      send.disabled = false;
      document.getElementById('status').textContent = 'All have answered.';
    }

    route.addEventListener('change', suggest);
    const form = h(
      'form',
      {
        cls: 'panel play',
        onsubmit: event => { event.preventDefault(); go(); },
        onkeydown: event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            form.requestSubmit();
          }
        },
      },
      h('div', { cls: 'filters' }, field('Route', route), field('Key', key)),
      whom,
      field('Message', message),
      h('details', { cls: 'more-filters' }, h('summary', null, 'System prompt, parameters and path'),
        field('System prompt', system),
        h('div', { cls: 'filters' }, field('Most tokens', most), field('Temperature', warmth), field('Path', path, 'Where a client of this route sends it.'))),
      h('div', { cls: 'row' }, send, halt, more),
    );
    replace(into, head('Playground', 'Through a route with all of its filters, as a client would.'), known, form, columns);
    suggest();
    const first = [...names];
    side(first[0] ?? '');
    side(first[1] ?? '');
    message.focus({ preventScroll: true });
    return () => stop?.abort();
  },
};

/** Where a client sends a chat to a route: by its path predicate. */
function pathOf(route) {
  const pattern = route.predicates.find(each => each.name === 'Path')?.args[0]?.split(',')[0].trim() ?? '/v1/**';
  const base = pattern.replace(/\/\*\*$/, '').replace(/\/\{[^}]*\}$/, '').replace(/\/\*$/, '');
  if (pattern === base || base.includes('{') || base.includes('*')) {
    return base.includes('{') || base.includes('*') ? '/v1/chat/completions' : base;
  }
  return base.endsWith('/v1') ? `${base}/chat/completions` : `${base}/v1/chat/completions`;
}

/** One model, and what it answers. */
class Side {
  constructor(model, index, remove) {
    this.model = h('input', { value: model, list: 'models', placeholder: 'provider/model', required: true, spellcheck: 'false', 'aria-label': `Model ${index}` });
    this.close = h('button', { type: 'button', cls: 'quiet small', 'aria-label': `Take model ${index} away`, onclick: remove }, 'Remove');
    this.answer = h('div', { cls: 'answer', tabindex: '0', 'aria-label': `Answer of model ${index}` }, h('p', { cls: 'quiet-words' }, 'Its answer comes here.'));
    this.figures = h('dl', { cls: 'figures' });
    this.marks = h('div', { cls: 'marks' });
    this.element = h('section', { cls: 'panel side-by', 'aria-label': `Model ${index}` }, h('div', { cls: 'side-head' }, this.model, this.close), this.answer, this.marks, this.figures);
  }

  async ask({ route, path, key }, body, signal) {
    const begun = performance.now();
    this.told = { begun, first: null, pieces: 0 };
    this.text = document.createTextNode('');
    this.thought = null;
    replace(this.answer, this.text);
    replace(this.marks);
    this.show();
    const ticking = setInterval(() => this.show(), 100);
    this.answer.setAttribute('aria-busy', 'true');
    try {
      const answer = await api.play(route, path, key, { model: this.model.value.trim(), stream: true, stream_options: { include_usage: true }, ...body }, signal);
      Object.assign(this.told, { id: answer.headers.get('x-ai-request-id'), provider: answer.headers.get('x-ai-provider'), cache: answer.headers.get('x-ai-cache') });
      if (answer.ok && (answer.headers.get('content-type') ?? '').startsWith('text/event-stream')) {
        await api.events(answer.body, (name, data) => this.event(data));
      } else {
        this.whole(answer.ok, await answer.text());
      }
    } catch (failed) {
      this.wrong(signal.aborted ? 'Stopped.' : failed.message);
    }
    clearInterval(ticking);
    this.answer.removeAttribute('aria-busy');
    this.told.took = performance.now() - begun;
    await this.settle(signal.aborted);
    this.show();
  }

  event(data) {
    if (data === '[DONE]') {
      return;
    }
    let said;
    try {
      said = JSON.parse(data);
    } catch {
      return;
    }
    if (said.error) {
      this.wrong(said.error.message ?? 'It broke off.');
      return;
    }
    const delta = said.choices?.[0]?.delta ?? {};
    const thought = delta.reasoning_content ?? delta.reasoning;
    if (thought) {
      this.think(thought);
    }
    if (delta.content) {
      this.come();
      this.text.appendData(delta.content);
    }
    if (said.usage) {
      this.told.input = said.usage.prompt_tokens;
      this.told.output = said.usage.completion_tokens;
    }
  }

  come() {
    this.told.first ??= performance.now() - this.told.begun;
    this.told.pieces += 1;
  }

  think(piece) {
    this.come();
    if (!this.thought) {
      this.thought = document.createTextNode('');
      this.answer.prepend(h('div', { cls: 'thought' }, this.thought));
    }
    this.thought.appendData(piece);
  }

  whole(ok, body) {
    let said = null;
    try {
      said = JSON.parse(body);
    } catch {
      // shown as it is
    }
    if (!ok) {
      this.wrong(said?.error?.message ?? said?.detail ?? body);
      return;
    }
    this.come();
    this.text.appendData(said?.choices?.[0]?.message?.content ?? body);
  }

  wrong(words) {
    this.told.failed = true;
    add(this.answer, h('p', { cls: 'wrong' }, words));
  }

  /** What the gateway has counted, which knows what it costs. One that was stopped may take a moment to end there. */
  async settle(stopped) {
    if (!this.told.id) {
      return;
    }
    try {
      const seen = stopped ? await lately(this.told.id) : await api.get(`exchanges/${encodeURIComponent(this.told.id)}`);
      Object.assign(this.told, { input: seen.input ?? this.told.input, output: seen.output ?? this.told.output, usd: seen.usd, provider: seen.provider ?? this.told.provider, cache: seen.cache ?? this.told.cache });
    } catch {
      // a busy gateway may have forgotten it
    }
  }

  get speed() {
    const streaming = (this.told.took ?? performance.now() - this.told.begun) - this.told.first;
    const tokens = this.told.output ?? this.told.pieces;
    return this.told.first !== null && streaming > 0 && tokens > 1 ? ((tokens - 1) * 1000) / streaming : null;
  }

  show() {
    const { first, took, begun, input, output, usd, provider, cache, id } = this.told;
    const pairs = [
      ['First token', format.millis(first)],
      ['Took', format.millis(took ?? performance.now() - begun)],
      ['Tokens/s', format.speed(this.speed)],
      ['Tokens', output === undefined ? '–' : `${format.number(input)} → ${format.number(output)}`],
      ['Cost', usd === undefined || usd === null ? '–' : format.usd(usd)],
      ['By', [provider, cache === 'hit' ? 'cache' : null].filter(Boolean).join(', ') || '–'],
    ];
    replace(this.figures, pairs.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', { cls: 'num' }, value))),
      took !== undefined && id && h('div', { cls: 'figures-link' }, h('a', { href: `#/requests/${encodeURIComponent(id)}` }, 'Its journey')));
  }
}

async function lately(id) {
  await new Promise(resolve => setTimeout(resolve, 300));
  const { exchanges } = await api.get('exchanges?limit=100');
  return exchanges.find(each => each.id === id) ?? {};
}

/** Which one was first, and which one cost least, where it is more than chance. */
function compare(sides) {
  const good = sides.filter(each => each.told && !each.told.failed);
  if (good.length < 2) {
    return;
  }
  const best = (read, words) => {
    const known = good.filter(each => read(each) !== null && read(each) !== undefined);
    const least = Math.min(...known.map(read));
    const rest = known.filter(each => read(each) > least * 1.05);
    if (rest.length > 0 && rest.length === known.length - 1) {
      add(known.find(each => read(each) === least).marks, badge(words, 'good'));
    }
  };
  best(each => each.told.first, 'first to speak');
  best(each => each.told.took, 'first to end');
  best(each => each.told.usd, 'cheapest');
}
