/* global uPlot, followKeys, formatOf, xFormatOf, color, translucent, shadeUnjudged, markPhases, markEvents, markSpans */

/** Steps of an x axis that are round in its unit. */
const xSteps = {
  // Up to a week: where no step is wide enough, uPlot writes nothing along the axis.
  clock: [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
    172_800, 604_800,
  ],
  number: Array.from({ length: 21 }, (_, n) => [1, 2, 5][n % 3] * 10 ** Math.floor(n / 3)),
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
      drawClear: [
        (plot) => setWidths(plot, shown.chart),
        (plot) => shadeUnjudged(plot, run.judged),
      ],
      draw: [
        (plot) => markPhases(plot, run.phases, chart.small !== true),
        (plot) => markEvents(plot, shown.chart.marks ?? run.marks),
        (plot) => markSpans(plot, run.spans ?? []),
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

/**
 * Lines are one pixel of the screen wide where it has fewer than there are values: joints and the width of what goes up and down
 * within a pixel cannot be seen, and take most of the time that drawing takes.
 */
function setWidths({ series, bbox }, chart) {
  const [from, to] = series[0].idxs;
  const isDense = to - from > bbox.width;
  for (const [index, { dash }] of chart.series.entries())
    series[index + 1].width = isDense ? 1 / globalThis.devicePixelRatio : lineWidth(dash);
}

function lineWidth(dash) {
  return dash ? 1.5 : 1.75;
}

function seriesOf({ label, tone, dash, fill }, write, held) {
  const stroke = color(tone);
  return {
    label,
    stroke,
    width: lineWidth(dash),
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
