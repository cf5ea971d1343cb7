/** Writes a value with its unit, short enough for an axis. */
const formats = {
  count: (value) => grouped(value),
  'per-second': (value) => `${grouped(value)}/s`,
  ms: (value) => (Math.abs(value) >= 1000 ? `${plain(value / 1000)} s` : `${plain(value)} ms`),
  fraction: (value) => `${plain(value * 100)} %`,
  bytes: (value) => {
    if (value === 0) return '0';
    return value >= 2 ** 30 ? `${plain(value / 2 ** 30)} GiB` : `${plain(value / 2 ** 20)} MiB`;
  },
};

const numbers = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const wholeNumbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

function plain(value) {
  return numbers.format(value);
}

function grouped(value) {
  return Math.abs(value) >= 100 ? wholeNumbers.format(value) : numbers.format(value);
}

function two(value) {
  return String(value).padStart(2, '0');
}

/** Seconds since load began as `1:05` or `1:02:05`. */
function clock(seconds) {
  const whole = Math.round(Math.abs(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const text = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${seconds < 0 ? '−' : ''}${text}:${two(whole % 60)}`;
}

/** How x is written: along the axis, and in the legend. */
const xFormats = {
  clock: clock,
  number: (value) => (Number.isInteger(value) ? String(value) : ''),
};

/** How values of a unit are written. */
function formatOf(unit) {
  return formats[unit];
}

/** How x of a unit is written. */
function xFormatOf(unit) {
  return xFormats[unit];
}

globalThis.formatOf = formatOf;
globalThis.xFormatOf = xFormatOf;
