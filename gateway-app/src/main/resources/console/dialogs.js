// What comes in front of a page: questions, and short news.

import { add, fresh, h } from './dom.js';

/** Says in a few words what has happened; gone by itself. */
export function toast(words, kind = '') {
  const box = document.getElementById('toasts');
  const one = h('div', { cls: `toast ${kind}` }, words);
  box.append(one);
  setTimeout(() => one.remove(), 6000);
}

/** Shows a dialog, and gives the element to close. The focus goes back to where it was. */
export function dialog(title, content, onClose) {
  const id = fresh('dialog');
  const back = document.activeElement;
  const box = h(
    'dialog',
    {
      'aria-labelledby': id,
      onclose: () => {
        box.remove();
        back?.focus?.();
        onClose?.();
      },
    },
    h('h2', { id }, title),
  );
  add(box, content);
  document.body.append(box);
  box.showModal();
  return box;
}

/** Asks before something is done that cannot be undone. */
export function confirm(title, words, action) {
  return new Promise(resolve => {
    let sure = false;
    const box = dialog(
      title,
      [
        h('p', null, words),
        h(
          'div',
          { cls: 'dialog-actions' },
          h('button', { type: 'button', onclick: () => box.close() }, 'Cancel'),
          h('button', { type: 'button', cls: 'danger', onclick: () => { sure = true; box.close(); } }, action),
        ),
      ],
      () => resolve(sure),
    );
  });
}

/** Shows a secret this once. */
export function secret(title, words, value) {
  const field = h('input', { readonly: true, cls: 'mono secret', 'aria-label': 'Secret', value });
  const copy = h('button', {
    type: 'button',
    onclick: async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(value);
        copy.textContent = 'Copied';
      } catch {
        copy.textContent = 'Press Ctrl+C';
      }
    },
  }, 'Copy');
  const box = dialog(title, [
    h('p', null, words),
    h('div', { cls: 'row' }, field, copy),
    h('div', { cls: 'dialog-actions' }, h('button', { type: 'button', cls: 'primary', onclick: () => box.close() }, 'I have kept it')),
  ]);
  field.select();
}
