/* global uPlot, document, getComputedStyle, followKeys, formatOf, xFormatOf */

/** The value that a color of the style sheet has in the theme that is on. */
function color(name) {
  const probe = document.createElement('span');
  probe.className = `tone-${name}`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function translucent(value, alpha) {
  return value.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}

/** Steps of an x axis that are round in its unit. */
const xSteps = {
  clock: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200],
  number: [1, 2, 5, 10, 20, 50, 100, 200, 500],
};

/** Steps of an axis that are round in the unit that is shown. */
const steps = {
  bytes: Array.from({ length: 24 }, (_, power) => 2 ** (16 + power)),
};

/**
 * What uPlot needs to draw a chart in the theme that is on. `shown` holds the chart as it is now, `run` what all share.
 * @returns {uPlot.Options}
 */
function optionsOf(shown, run, width) {
  const { chart } = shown;
  const write = formatOf(chart.unit);
  const xUnit = chart.xUnit ?? 'clock';
  const writeX = xFormatOf(xUnit);
  const quiet = color('quiet');
  const grid = { stroke: color('grid'), width: 1 };
  const axis = { stroke: quiet, font: '12px system-ui, sans-serif', grid, ticks: { show: false } };
  return {
    width,
    height: chart.small ? 132 : 216,
    cursor: {
      y: false,
      sync: { key: 'run', scales: ['x', null] },
      points: { size: 7 },
      drag: { x: true, y: false },
      focus: { prox: 24 },
    },
    focus: { alpha: 0.35 },
    legend: { live: true },
    // Names of phases stand above.
    padding: [run.phases.length > 0 && chart.small !== true ? 20 : 8, 14, 0, 0],
    scales: {
      x: { time: false },
      y: {
        range: (_, low, high) => [
          0,
          chart.max ??
            Math.max(high === null ? 1 : high * 1.08, low === high && high === 0 ? 1 : 0),
        ],
      },
    },
    axes: [
      {
        ...axis,
        incrs: xSteps[xUnit],
        space: 56,
        size: 28,
        gap: 6,
        values: (_, at) => at.map(writeX),
      },
      {
        ...axis,
        ...(steps[chart.unit] ? { incrs: steps[chart.unit] } : {}),
        size: 62,
        gap: 6,
        space: chart.small ? 36 : 40,
        values: (_, at) => at.map(write),
      },
    ],
    series: [
      { label: '', value: (_, x) => (x === null ? (run.still ?? 'judged') : writeX(x)) },
      ...chart.series.map((series, index) => seriesOf(series, write, () => shown.held[index])),
    ],
    hooks: {
      drawClear: [(plot) => shadeUnjudged(plot, run.judged)],
      draw: [
        (plot) => markPhases(plot, run.phases, chart.small !== true),
        (plot) => markEvents(plot, shown.chart.marks ?? run.marks),
      ],
    },
  };
}

/** What the legend says while the cursor is elsewhere: what the report knows of all judged phases, else the mean. */
function whileJudged({ x }, { values, held }, judged) {
  if (held !== undefined) return held;
  let [sum, count] = [0, 0];
  for (const { from, to } of judged) {
    for (let index = 0; index < values.length; index += 1) {
      if (values[index] === null || x[index] < from || x[index] >= to) continue;
      sum += values[index];
      count += 1;
    }
  }
  return count === 0 ? null : sum / count;
}

function seriesOf({ label, tone, dash, fill }, write, held) {
  const stroke = color(tone);
  return {
    label,
    stroke,
    width: dash ? 1.5 : 1.75,
    spanGaps: true,
    points: { show: false },
    value: (_, value, __, at) => writeOr(at === null ? held() : value, write),
    ...(dash ? { dash: [6, 5] } : {}),
    ...(fill ? { fill: translucent(stroke, 0.12) } : {}),
  };
}

function writeOr(value, write) {
  return value === null || value === undefined ? '–' : write(value);
}

/** What is not judged lies in a soft shade: ramps, faults, and what mends after them. */
function shadeUnjudged(plot, judged) {
  const { ctx, bbox } = plot;
  const right = bbox.left + bbox.width;
  const within = (x) => Math.min(Math.max(x, bbox.left), right);
  let from = bbox.left;
  ctx.save();
  ctx.fillStyle = color('ramp');
  for (const period of [...judged, { from: Infinity, to: Infinity }]) {
    const to = period.from === Infinity ? right : within(plot.valToPos(period.from, 'x', true));
    if (to > from) ctx.fillRect(from, bbox.top, to - from, bbox.height);
    if (period.to !== Infinity) from = Math.max(from, within(plot.valToPos(period.to, 'x', true)));
  }
  ctx.restore();
}

/** A thin line where a phase begins, and its name above where there is room. */
function markPhases(plot, phases, named) {
  const { ctx, bbox } = plot;
  const scale = globalThis.devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = color('border');
  ctx.fillStyle = color('quiet');
  ctx.lineWidth = scale;
  ctx.setLineDash([3 * scale, 3 * scale]);
  ctx.font = `${11 * scale}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  for (const { name, from, to } of phases) {
    const x = Math.max(plot.valToPos(from, 'x', true), bbox.left);
    const end = Math.min(plot.valToPos(to, 'x', true), bbox.left + bbox.width);
    if (end <= x) continue;
    if (x > bbox.left) {
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    const room = end - x - 4 * scale;
    if (named && ctx.measureText(name).width <= room) ctx.fillText(name, x, bbox.top - 4 * scale);
  }
  ctx.restore();
}

/** Pixels that a number takes; of two that are closer the later one has a line only. */
const badgeWidth = 22;

/** A thin line where something became of parts, and its number, which says what when it is pointed at. */
function markEvents(plot, marks) {
  const { ctx, bbox, over } = plot;
  const scale = globalThis.devicePixelRatio;
  for (const badge of over.querySelectorAll('.event-number')) badge.remove();
  ctx.save();
  ctx.strokeStyle = translucent(color('event'), 0.6);
  ctx.lineWidth = scale;
  ctx.setLineDash([]);
  let free = -Infinity;
  for (const { number, at, text } of marks) {
    const x = plot.valToPos(at, 'x', true);
    if (!(x >= bbox.left && x <= bbox.left + bbox.width)) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const left = plot.valToPos(at, 'x');
    if (left < free) continue;
    free = left + badgeWidth;
    over.append(badgeOf(number, text, left));
  }
  ctx.restore();
}

/** The list of parts says the same for those who do not point. */
function badgeOf(number, text, left) {
  const badge = document.createElement('a');
  badge.className = 'event-number';
  badge.href = `#event-${number}`;
  badge.title = text;
  badge.tabIndex = -1;
  badge.ariaHidden = 'true';
  badge.textContent = String(number);
  badge.style.left = `${left}px`;
  return badge;
}

/** @returns {uPlot.AlignedData} */
function dataOf(chart) {
  return [chart.x, ...chart.series.map(({ values }) => values)];
}

/** Draws a chart into its figure and gives back the ways to change it and to remove it. */
function drawChart(place, chart, run) {
  const shown = { chart, held: heldIn(chart, run) };
  const plot = new uPlot(optionsOf(shown, run, place.clientWidth), dataOf(chart), place);
  const label = `${chart.title}, ${chart.caption}. Arrow keys tell its values.`;
  const forget = followKeys(place, plot, label, (index) => sentenceOf(shown.chart, index));
  // Values of a chart may be added to in place, so its ends are kept.
  let ends = endsOf(chart);
  return {
    resize: () => plot.setSize({ width: place.clientWidth, height: plot.height }),
    remove: () => {
      forget();
      plot.destroy();
    },
    /** Draws newer values of the same series. Who has zoomed in stays where they are. */
    update: (newer) => {
      const { min = -Infinity, max = Infinity } = plot.scales.x;
      const zoomed = min > ends.first || max < ends.last;
      shown.chart = newer;
      shown.held = heldIn(newer, run);
      ends = endsOf(newer);
      plot.setData(dataOf(newer), !zoomed);
      if (zoomed) plot.redraw();
    },
  };
}

function heldIn(chart, { judged }) {
  return chart.series.map((series) => whileJudged(chart, series, judged));
}

function endsOf({ x }) {
  return { first: x[0], last: x[x.length - 1] };
}

/** What a chart has at one index, for those who do not see it. */
function sentenceOf({ title, unit, x, xUnit, series }, index) {
  const values = series.map(
    ({ label, values: of }) => `${label} ${writeOr(of[index], formatOf(unit))}`,
  );
  return `${title} at ${xFormatOf(xUnit ?? 'clock')(x[index])}: ${values.join(', ')}`;
}

// The scripts of the page are inlined one after the other, so this is how one finds the other.
globalThis.drawChart = drawChart;
