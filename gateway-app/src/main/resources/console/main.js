// The shell: who looks, which page, which theme.

import * as api from './api.js';
import { add, h, replace } from './dom.js';
import { toast } from './dialogs.js';
import { notice } from './ui.js';
import { overview } from './overview.js';
import { requests } from './requests.js';
import { request } from './request.js';
import { usage } from './usage.js';
import { cache } from './cache.js';
import { guards } from './guards.js';
import { playground } from './playground.js';
import { keys } from './keys.js';
import { pools } from './pools.js';
import { routes } from './routes.js';
import { audit } from './audit.js';

const PAGES = {
  '': overview,
  requests,
  usage,
  cache,
  guards,
  playground,
  keys,
  pools,
  routes,
  audit,
};

const main = document.getElementById('main');
const nav = document.getElementById('nav');
const menu = document.getElementById('menu');
let leave = () => {};
let shown = 0;

function place() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/');
  return { name, rest: rest.map(decodeURIComponent), query: new URLSearchParams(query ?? '') };
}

async function show(moved) {
  leave();
  leave = () => {};
  shown += 1;
  const turn = shown;
  const { name, rest, query } = place();
  mark(name);
  const page = name === 'requests' && rest.length > 0 ? request : PAGES[name];
  const into = h('div', { cls: 'page' });
  replace(main, into);
  if (!page) {
    add(into, notice('There is no such page', 'What you look for may have moved.', h('a', { href: '#/', cls: 'button' }, 'To the overview')));
    return;
  }
  document.title = `${page.title} · AI Gateway`;
  try {
    const done = page.show(into, { rest, query });
    if (moved) {
      main.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    const left = await done;
    if (typeof left === 'function') {
      if (turn === shown) {
        leave = left;
      } else {
        left();
      }
    }
  } catch (failed) {
    if (turn === shown) {
      add(into, notice('This cannot be shown', failed.message));
    }
  }
}

function mark(name) {
  for (const link of nav.querySelectorAll('a')) {
    const here = link.getAttribute('href') === `#/${name}`;
    if (here) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  fold();
}

function fold(open = false) {
  menu.setAttribute('aria-expanded', String(open));
  document.body.classList.toggle('menu-open', open);
}

function foot() {
  const { who, token } = api.current();
  const foot = document.getElementById('side-foot');
  replace(
    foot,
    h('p', { cls: 'who' }, token ? `Signed in as ${who}` : 'This machine only, read-only'),
    h('div', { cls: 'foot-row' }, theme(), token && h('button', { type: 'button', cls: 'quiet', onclick: signOut }, 'Sign out')),
  );
}

function theme() {
  const chosen = document.documentElement.dataset.theme ?? 'auto';
  const select = h(
    'select',
    {
      'aria-label': 'Theme',
      cls: 'small',
      onchange: () => {
        if (select.value === 'auto') {
          delete document.documentElement.dataset.theme;
          localStorage.removeItem('ai-gateway-theme');
        } else {
          document.documentElement.dataset.theme = select.value;
          localStorage.setItem('ai-gateway-theme', select.value);
        }
        window.dispatchEvent(new Event('resize'));
      },
    },
    [['auto', 'System'], ['light', 'Light'], ['dark', 'Dark']].map(([value, label]) =>
      h('option', { value, selected: value === chosen }, label)),
  );
  return select;
}

function signOut() {
  api.close();
  signIn();
}

function signIn(wrong) {
  leave();
  leave = () => {};
  shown += 1;
  document.body.classList.add('signed-out');
  document.title = 'Sign in · AI Gateway';
  const input = h('input', {
    type: 'password',
    id: 'token',
    autocomplete: 'off',
    spellcheck: 'false',
    required: true,
    'aria-describedby': 'token-help',
    'aria-invalid': wrong ? 'true' : null,
  });
  const form = h(
    'form',
    {
      cls: 'sign-in',
      onsubmit: async event => {
        event.preventDefault();
        try {
          const session = await api.open(input.value);
          if (session.who === null) {
            signIn('That token is not one of this gateway.');
          } else {
            begin();
          }
        } catch (failed) {
          signIn(failed.message);
        }
      },
    },
    h('h1', null, 'Sign in'),
    h('label', { for: 'token' }, 'Admin token'),
    input,
    h('p', { cls: 'help', id: 'token-help' }, 'The one of ', h('code', null, 'ai.gateway.admin.token'), '. It stays in this tab.'),
    wrong && h('p', { cls: 'wrong', role: 'alert' }, wrong),
    h('button', { type: 'submit', cls: 'primary' }, 'Sign in'),
  );
  replace(main, form);
  input.focus();
}

function begin() {
  document.body.classList.remove('signed-out');
  foot();
  show(false);
}

window.addEventListener('hashchange', () => {
  if (location.hash === '#main') {
    return; // the skip link
  }
  if (api.current().who !== null) {
    show(true);
  }
});
window.addEventListener('signed-out', () => signIn('This token is not taken any more.'));
menu.addEventListener('click', () => fold(menu.getAttribute('aria-expanded') !== 'true'));
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.body.classList.contains('menu-open')) {
    fold();
    menu.focus();
  }
});
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});

try {
  const session = await api.open();
  if (session.who === null) {
    signIn();
  } else {
    begin();
  }
} catch (failed) {
  replace(main, notice('The gateway lets nobody in here', failed.message));
  toast(failed.message);
}
