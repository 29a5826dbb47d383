// Numbers as people read them. What is not known is a dash.

const NONE = '–';
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

const isNone = value => value === null || value === undefined || Number.isNaN(value);

export const number = value => (isNone(value) ? NONE : whole.format(value));

/** 1 234 567 as 1.23M. */
export function compact(value) {
  if (isNone(value)) {
    return NONE;
  }
  for (const [size, unit] of [[1e9, 'B'], [1e6, 'M'], [1e4, 'k']]) {
    if (Math.abs(value) >= size) {
      const scaled = value / (unit === 'k' ? 1e3 : size);
      return `${scaled.toFixed(scaled < 10 ? 2 : scaled < 100 ? 1 : 0)}${unit}`;
    }
  }
  return whole.format(value);
}

/** Small sums keep two digits that say something. */
export function usd(value) {
  if (isNone(value)) {
    return NONE;
  }
  const amount = Number(value);
  const size = Math.abs(amount);
  if (size === 0) {
    return '$0';
  }
  if (size >= 1000) {
    return `$${whole.format(amount)}`;
  }
  const digits = size >= 1 ? 2 : Math.min(9, 1 - Math.floor(Math.log10(size)));
  return `$${amount.toFixed(Math.max(2, digits))}`;
}

export function millis(value) {
  if (isNone(value)) {
    return NONE;
  }
  if (value === 0) {
    return '0';
  }
  if (value < 1) {
    return `${value.toFixed(2)} ms`;
  }
  if (value < 10) {
    return `${value.toFixed(1)} ms`;
  }
  if (value < 1000) {
    return `${Math.round(value)} ms`;
  }
  return value < 60000 ? `${(value / 1000).toFixed(value < 10000 ? 2 : 1)} s` : duration(value);
}

/** 3 725 000 ms as 1 h 2 min. */
export function duration(value) {
  const seconds = Math.round(value / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function percent(part, of) {
  if (!of) {
    return NONE;
  }
  const share = (100 * part) / of;
  return `${share === 0 || share >= 10 ? Math.round(share) : share.toFixed(1)}%`;
}

export function bytes(value) {
  if (isNone(value)) {
    return NONE;
  }
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let size = value;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

export const speed = value => (isNone(value) ? NONE : value < 10 ? value.toFixed(1) : whole.format(value));
export const time = at => clock.format(new Date(at));
export const hour = at => minute.format(new Date(at));
export const date = at => day.format(new Date(at));
export const moment = at => (at ? full.format(new Date(at)) : NONE);
export const text = value => (value === null || value === undefined || value === '' ? NONE : String(value));
