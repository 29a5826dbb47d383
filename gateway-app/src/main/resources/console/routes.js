// The routes as they are configured, each with its filters in the order in which they work.

import * as api from './api.js';
import { h, replace } from './dom.js';
import { badge, head, notice } from './ui.js';

/** What they do, in a few words. */
const DOES = {
  AiWrite: 'writes the answer, on the way back',
  AiRouting: 'chooses the target, asks it, and hands back its answer',
  AiKey: 'who calls, and what that one may ask',
  AiTokenRateLimiter: 'so many tokens and requests in a time',
  AiBudget: 'so many dollars in a time',
  AiCostMeter: 'what the call costs, told and written down',
  AiCache: 'gives answers again',
  AiMask: 'hides personal data and secrets from the model',
  AiGuard: 'what may pass',
  AiModelMap: 'asks another model than the client named',
  AiDefaults: 'fills in parameters',
  AiOverrides: 'decides parameters',
  AiTimeouts: 'the clocks of this route',
  AiTranslate: 'speaks that dialect to the route’s uri',
  AiFallback: 'others to ask when the first one fails',
  AiLog: 'keeps what was asked and answered',
  RouteToRequestUrl: 'where the request goes',
  NettyRouting: 'sends what no AI filter has taken',
  NettyWriteResponse: 'writes what no AI filter has answered',
  ForwardPath: 'for forward: addresses',
  ForwardRouting: 'for forward: addresses',
  WebsocketRouting: 'for web sockets',
  RemoveCachedBody: 'lets a body go that was kept',
  AdaptCachedBody: 'hands on a body that a predicate has read',
  StripPrefix: 'takes parts off the path',
  PrefixPath: 'puts a part before the path',
  RewritePath: 'changes the path',
  Retry: 'sends it once more',
  CircuitBreaker: 'stops sending to what fails',
  AddRequestHeader: 'adds a header',
  AddResponseHeader: 'adds a header to the answer',
};

export const routes = {
  title: 'Routes',
  async show(into) {
    const { routes: all } = await api.get('routes');
    let everything = false;
    const found = h('div', { cls: 'routes' });
    const draw = () => replace(found, all.map(route => card(route, everything)));
    const toggle = h('input', { type: 'checkbox', onchange: () => { everything = toggle.checked; draw(); } });
    replace(
      into,
      head('Routes', 'Asked from top to bottom; the first one whose predicates hold takes the request.', h('label', { cls: 'check' }, toggle, 'The gateway’s own filters too')),
      all.length === 0 && notice('No routes', 'This gateway has none, so that it answers 404.'),
      found,
    );
    draw();
  },
};

function card(route, everything) {
  const shown = route.filters.filter(each => everything || each.from !== 'gateway' || each.ai);
  return h(
    'section',
    { cls: 'panel route' },
    h('div', { cls: 'panel-head' }, h('h2', null, route.id), h('code', { cls: 'soft' }, route.uri), h('a', { href: `#/playground?route=${encodeURIComponent(route.id)}`, cls: 'more' }, 'Try it')),
    h('div', { cls: 'predicates' }, route.in_code ? badge('made in code', 'soft') : route.predicates.map(each => h('span', { cls: 'chip' }, h('b', null, each.name), ' ', each.args.join(', ')))),
    h('ol', { cls: 'chain' }, shown.map(each => link(each))),
  );
}

function link(each) {
  return h(
    'li',
    { cls: `${each.ai ? 'ai' : 'other'} ${each.from}` },
    h('span', { cls: 'chain-order num', title: 'order' }, order(each.order)),
    h('span', { cls: 'chain-dot', 'aria-hidden': 'true' }),
    h(
      'span',
      { cls: 'chain-body' },
      h('span', { cls: 'strong' }, each.name),
      each.from === 'default' && badge('default filter', 'soft'),
      each.args.length > 0 && h('code', null, each.args.join(', ')),
      DOES[each.name] && h('span', { cls: 'soft' }, DOES[each.name]),
    ),
  );
}

function order(value) {
  if (value > 2147480000) {
    return value === 2147483647 ? 'last' : `last − ${2147483647 - value}`;
  }
  if (value < -2147480000) {
    return value === -2147483648 ? 'first' : `first + ${value + 2147483648}`;
  }
  return String(value);
}
