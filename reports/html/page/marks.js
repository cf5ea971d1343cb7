/* global document, getComputedStyle */

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

/** A strip along the x axis for each part of a drill; the drill's section says which color is which. */
function markSpans(plot, spans) {
  const { bbox, over } = plot;
  const width = bbox.width / globalThis.devicePixelRatio;
  for (const strip of over.querySelectorAll('.span')) strip.remove();
  for (const { name, from, to, lane } of spans) {
    const [left, right] = [from, to].map((x) =>
      Math.min(Math.max(plot.valToPos(x, 'x'), 0), width),
    );
    if (plot.valToPos(to, 'x') < 0 || plot.valToPos(from, 'x') > width) continue;
    const strip = document.createElement('span');
    strip.className = `span lane-${lane} span-${name}`;
    strip.ariaHidden = 'true';
    strip.style.left = `${left}px`;
    strip.style.width = `${Math.max(right - left, 2)}px`;
    over.append(strip);
  }
}

globalThis.color = color;
globalThis.translucent = translucent;
globalThis.shadeUnjudged = shadeUnjudged;
globalThis.markPhases = markPhases;
globalThis.markEvents = markEvents;
globalThis.markSpans = markSpans;
