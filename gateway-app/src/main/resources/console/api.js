// What this page asks the gateway. The token is kept for this tab, and sent in a header: never in an address.

const BASE = '/console/api/';
const KEPT = 'ai-gateway-token';

let token = sessionStorage.getItem(KEPT) ?? '';
let session = { token: false, who: null, admin: null };

export class Problem extends Error {
  constructor(status, told) {
    super(told?.detail ?? `The gateway answered ${status}.`);
    this.status = status;
    this.code = told?.code ?? '';
  }
}

export const current = () => session;
/** Whether keys, usage and the like can be asked for, and something may be changed. */
export const hasAdmin = () => session.admin !== null;

export async function open(shown) {
  if (shown !== undefined) {
    token = shown.trim();
  }
  session = await json('GET', `${BASE}session`);
  if (session.who === null) {
    token = '';
    sessionStorage.removeItem(KEPT);
  } else if (token) {
    sessionStorage.setItem(KEPT, token);
  }
  return session;
}

export function close() {
  token = '';
  sessionStorage.removeItem(KEPT);
  session = { ...session, who: null, admin: null };
}

export function headers(more) {
  return { 'x-console': '1', ...(token ? { authorization: `Bearer ${token}` } : {}), ...more };
}

async function request(method, path, body, signal) {
  const answer = await fetch(path, {
    method,
    signal,
    cache: 'no-store',
    headers: headers(body === undefined ? {} : { 'content-type': 'application/json' }),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.ok) {
    return answer;
  }
  let told = null;
  try {
    told = await answer.json();
  } catch {
    // no problem of ours, and no JSON
  }
  if (answer.status === 401 && session.who !== null) {
    close();
    window.dispatchEvent(new Event('signed-out'));
  }
  throw new Problem(answer.status, told);
}

async function json(method, path, body, signal) {
  const answer = await request(method, path, body, signal);
  return answer.status === 204 ? null : answer.json();
}

export const get = (path, signal) => json('GET', BASE + path, undefined, signal);
export const admin = (method, path, body) => json(method, session.admin + path, body);
export const adminText = async path => (await request('GET', session.admin + path)).text();

/** Sends a chat through a route, and gives the answer as it comes. */
export function play(route, path, key, body, signal) {
  const query = path ? `?path=${encodeURIComponent(path)}` : '';
  return fetch(`${BASE}play/${encodeURIComponent(route)}${query}`, {
    method: 'POST',
    signal,
    cache: 'no-store',
    headers: headers({ 'content-type': 'application/json', ...(key ? { 'x-console-key': key } : {}) }),
    body: JSON.stringify(body),
  });
}

/** Reads server-sent events, and tells each as soon as it is whole. */
export async function events(stream, each) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split('\n');
      const data = lines.filter(line => line.startsWith('data:')).map(line => line.slice(5).replace(/^ /, ''));
      const name = lines.find(line => line.startsWith('event:'))?.slice(6).trim() ?? '';
      if (data.length > 0) {
        each(name, data.join('\n'));
      }
    }
  }
}

/** Watches exchanges as they end, and connects again when the connection is lost. Gives what stops it. */
export function watch(onExchanges, onState) {
  const stop = new AbortController();
  let from = null;
  let wait = 500;
  const connect = async () => {
    while (!stop.signal.aborted) {
      try {
        const query = from === null ? '' : `?from=${from}`;
        const answer = await fetch(`${BASE}live${query}`, { headers: headers(), signal: stop.signal, cache: 'no-store' });
        if (!answer.ok) {
          throw new Problem(answer.status, null);
        }
        await events(answer.body, (name, data) => {
          const told = JSON.parse(data);
          from = told.next;
          wait = 500;
          onState('live');
          if (told.exchanges.length > 0) {
            onExchanges(told.exchanges, name === 'skipped');
          }
        });
      } catch {
        // told below, like an end
      }
      if (!stop.signal.aborted) {
        onState('lost');
        await new Promise(resolve => setTimeout(resolve, wait));
        wait = Math.min(wait * 2, 10000);
      }
    }
  };
  connect();
  return () => stop.abort();
}
