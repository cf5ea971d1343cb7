const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of `5m`, `6h`, `3d`, `4w` or `1d12h`; undefined for anything else, and for nothing at all (`0m`). */
export function secondsOf(text: string): number | undefined {
  if (!/^(\d+[smhdw])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([smhdw])/g)];
  const total = parts.reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (seconds[unit] ?? Number.NaN),
    0,
  );
  return total > 0 ? total : undefined;
}
