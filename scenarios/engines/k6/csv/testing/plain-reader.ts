import { hostOfUrl } from '../../../../../core/host.ts';
import {
  type HistogramLine,
  type Outside,
  requestOutcomes,
} from '../../../../../core/statistics/histogram-line.ts';
import { endedWith } from '../../../../../core/run-folder/files/series.ts';
import { failureKinds } from '../failures.ts';
import { type WantedMetrics, usesOf } from '../metrics.ts';
import { type Protocol, placeKinds } from '../places.ts';
import { microsOf, numberOf, secondOf } from '../numbers.ts';
import type { CsvSummary } from '../reader.ts';
import { collectSeconds } from '../seconds.ts';
import { plainFields, plainRecords } from './plain-csv.ts';
import { type Collected, collectingSink } from './read-text.ts';

/** All that is read of a file. */
export interface Read extends Collected {
  /** Requests of which something is not known, by what it is. */
  readonly untold: ReadonlyMap<string, number>;
  readonly summary: CsvSummary;
}

type Fields = Readonly<Record<string, string>>;

/** Reads a whole file at once, record by record and field by field, remembering nothing: slow, and easy to see through. */
export function readPlainly(file: Uint8Array, wanted: WantedMetrics, longest: number): Read {
  const { lines, sink } = collectingSink();
  const kinds = failureKinds();
  const places = placeKinds();
  const seconds = collectSeconds(sink, 10, kinds.at, places.at);
  const uses = usesOf(wanted);
  const keys = new Map<string, number>();
  let titles: readonly string[] = [];
  let records = 0;
  const malformed: { line: number; reason: string }[] = [];
  let truncated = false;
  let waiting: { second: number; value: number; of: Fields; tags: string } | undefined;
  const untold = new Map<string, number>();

  const keyOf = (
    name: string,
    outcome: HistogramLine['outcome'],
    outside: Outside | undefined,
    tenant: string | undefined,
  ): number => {
    const place = {
      ...(outside === undefined ? {} : { outside }),
      ...(tenant === undefined ? {} : { tenant }),
    };
    const row = JSON.stringify([outside, tenant, name]);
    if (!keys.has(`${row} ok`))
      for (const one of requestOutcomes)
        keys.set(
          `${row} ${one}`,
          seconds.register({ kind: 'request', name, outcome: one, ...place }),
        );
    return keys.get(`${row} ${outcome}`) ?? -1;
  };

  const trendKeyOf = (name: string, part: string | undefined): number => {
    const id = `trend ${name} ${JSON.stringify(part)}`;
    const of = part === undefined ? {} : { of: part };
    const key = keys.get(id) ?? seconds.register({ kind: 'trend', name, ...of });
    keys.set(id, key);
    return key;
  };

  const placeOf = (of: Fields, protocol: Protocol): number => {
    const url = text(of['url'] ?? of['name'] ?? '');
    const call = /^(\S+:\d+)\/[^/]+\/[^/]+$/.exec(url)?.[1];
    const outside = outsideOf(of);
    return places.indexOf({
      host: hostOfUrl(protocol === 'web' ? url : `http://${call ?? ''}/`) ?? null,
      address: text(of['ip'] ?? '') || null,
      ...(outside === undefined ? {} : { outside }),
    });
  };

  const tell = (what: 'name' | 'outcome' | 'reason'): void => {
    untold.set(what, (untold.get(what) ?? 0) + 1);
  };

  /** `failed`: what `http_req_failed` says of it, where it is needed. */
  const countRequest = (second: number, micros: number, of: Fields, failed?: boolean): void => {
    const given = text(of['name'] ?? of['url'] ?? '');
    const isUrl = /^(https?:\/\/|\$\{\})/i.test(given) && (of['method'] ?? '') !== '';
    const name = given === '' ? '(unnamed)' : isUrl ? `${of['method']} ${given}` : given;
    const code = of['error_code'] === undefined ? undefined : Number(of['error_code']) || 0;
    const byCode = code === undefined || code === 0 ? undefined : codeStatus(code);
    const status = /^\d{1,3}$/.test(of['status'] ?? '') ? Number(of['status']) : byCode;
    const expected = failed === undefined ? of['expected_response'] : String(!failed);
    const outcome = outcomeOf(expected, status, code);
    const outside = outsideOf(of);
    if (of['name'] === undefined && of['url'] === undefined) tell('name');
    if (outcome === undefined) tell('outcome');
    if (outcome === 'shed') seconds.count(second, endedWith('requests_shed', status), 1);
    if (outcome === 'failed') {
      if (status === undefined && code === undefined) tell('reason');
      const told = { status, errorCode: code, error: text(of['error'] ?? ''), expected: false };
      seconds.fail(second, kinds.indexOf({ name, outside, tenant: tagged('tenant', of), ...told }));
    }
    seconds.place(second, placeOf(of, 'web'));
    seconds.duration(second, keyOf(name, outcome ?? 'ok', outside, tagged('tenant', of)), micros);
  };

  const settle = (failed?: boolean): void => {
    if (waiting === undefined) return;
    countRequest(waiting.second, waiting.value, waiting.of, failed);
    waiting = undefined;
  };

  const use = (metric: string, fields: readonly string[]): string | undefined => {
    const of = uses.get(metric);
    const isPaired = !titles.includes('expected_response');
    if (of === undefined || (of.kind === 'failed' && !isPaired)) return undefined;
    const [, time = '', given = ''] = fields;
    const wrongCount = `${Math.min(fields.length, titles.length + 1)} fields instead of ${titles.length}`;
    if (fields.length < 3) return wrongCount;
    const second = secondOf(Buffer.from(time, 'latin1'), 0, time.length);
    if (Number.isNaN(second)) return `the time is "${time}"`;
    const isDuration = of.kind === 'request' || of.kind === 'trend' || of.kind === 'place';
    const value = (isDuration ? microsOf : numberOf)(Buffer.from(given, 'latin1'), 0, given.length);
    if (isDuration ? !Number.isSafeInteger(value) : !Number.isFinite(value))
      return `the value is "${given}"`;
    const named = Object.fromEntries(titles.map((title, index) => [title, fields[index] ?? '']));
    const tags = fields.slice(3).join(',');
    if (of.kind === 'trend')
      seconds.duration(second, trendKeyOf(of.name, tagged(of.splitBy, named)), value);
    else if (of.kind === 'failed') {
      if (waiting?.tags === tags) settle(value > 0);
    } else if (of.kind === 'gauge') seconds.gauge(second, of.name, value);
    else if (of.kind === 'counter')
      seconds.count(second, of.name + split(of.splitBy, named), value);
    else if (of.kind === 'place') {
      seconds.place(second, placeOf(named, of.protocol));
      const told = /^\d{1,3}$/.test(named['status'] ?? '') ? Number(named['status']) : undefined;
      const silent = of.protocol === 'web' && 'status' in named ? 0 : undefined;
      if (of.as !== undefined) seconds.count(second, endedWith(of.as, told ?? silent), 1);
    } else if (fields.length !== titles.length) return wrongCount;
    else if (named['method'] === '' && (named['url'] ?? '') === '')
      seconds.count(second, 'no_requests', 1);
    else if (isPaired) {
      settle();
      waiting = { second, value, of: named, tags };
    } else countRequest(second, value, named);
    return undefined;
  };

  for (const { raw, line, end } of plainRecords(file, longest)) {
    if (end === 'none') truncated = true;
    else if (end === 'too far')
      malformed.push({ line, reason: 'it does not end; is there a quote that is never closed?' });
    else if (titles.length === 0 || raw.startsWith('metric_name,')) {
      settle();
      titles = plainFields(raw).map(text);
    } else if (raw !== '') {
      records += 1;
      const metric = raw.split(',', 1)[0] ?? '';
      const reason = raw.includes(',') ? use(metric, plainFields(raw)) : 'there is no comma in it';
      if (reason !== undefined)
        malformed.push({ line, reason: raw.includes(',') ? `${metric}: ${reason}` : reason });
    }
  }
  settle();
  seconds.close();
  const [firstMalformed] = malformed;
  return {
    ...lines,
    untold,
    summary: {
      records,
      malformed: malformed.length,
      ...(firstMalformed === undefined ? {} : { firstMalformed }),
      truncated,
    },
  };
}

function outcomeOf(
  expected: string | undefined,
  status: number | undefined,
  code: number | undefined,
): HistogramLine['outcome'] | undefined {
  if (status === 0 || expected === 'false') return 'failed';
  if (expected === 'true' && (status === 429 || (status ?? 0) >= 500)) return 'shed';
  if (expected === 'true') return status === 409 ? 'refused' : 'ok';
  if (status === undefined) return code === undefined ? undefined : 'ok';
  return status >= 400 ? 'failed' : 'ok';
}

function codeStatus(code: number): number {
  return code >= 1400 && code < 1600 ? code - 1000 : 0;
}

function outsideOf({ scenario, group }: Fields): Outside | undefined {
  if (scenario !== '') return undefined;
  if (group === undefined) return 'setup or teardown';
  const [, first = '', outer = ''] = /^(::)([^:]*)(?=::|$)/.exec(group) ?? [];
  return first === '::' && (outer === 'setup' || outer === 'teardown') ? outer : undefined;
}

/** What is added to a counter's name. */
function split(tag: string | undefined, of: Fields): string {
  const value = tagged(tag, of);
  return value === undefined ? '' : `{${tag}=${value}}`;
}

function tagged(tag: string | undefined, of: Fields): string | undefined {
  if (tag === undefined) return undefined;
  const pairs = (of['extra_tags'] ?? '').split('&');
  const told = pairs.find((pair) => pair.startsWith(`${tag}=`))?.slice(tag.length + 1);
  const value = of[tag] ?? told ?? '';
  return value === '' ? undefined : text(value);
}

/** Bytes are read one a character, and are UTF-8. */
function text(field: string): string {
  return Buffer.from(field, 'latin1').toString();
}
