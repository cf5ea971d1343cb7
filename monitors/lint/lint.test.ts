import { describe, expect, it } from 'vitest';
import type { Definition } from '../definitions/definition.ts';
import { lint } from './lint.ts';
import { rules } from './rules/index.ts';
import { alarm, composite, dashboard, filter, setOf, soundDefinitions } from './testing/samples.ts';

const silent = { description: '', actions: {} };

describe('lint', () => {
  it('has nothing to say about a sound set', () => {
    expect(lint(setOf(soundDefinitions()))).toEqual([]);
  });
  it('has nothing to say about nothing', () => {
    expect(lint(setOf([]))).toEqual([]);
  });
  it('orders findings by file and line, then the worst first', () => {
    const at = (name: string, file: string, line: number): Definition =>
      alarm({
        name,
        ...silent,
        actionsEnabled: false,
        datapointsToAlarm: 9,
        origin: { file, line },
      });
    const found = lint(setOf([at('c', 'b.ts', 1), at('b', 'a.ts', 20), at('a', 'a.ts', 3)]));
    expect(found.map(({ subject, severity }) => `${subject} ${severity}`)).toEqual(
      ['a', 'b', 'c'].flatMap((name) =>
        ['error', 'warning', 'warning', 'info'].map(
          (severity) => `metric alarm "${name}" ${severity}`,
        ),
      ),
    );
  });
  it('gives the same findings whatever the order of definitions', () => {
    const definitions = [alarm(silent), composite(silent), filter({ pattern: '{' }), dashboard()];
    expect(lint(setOf(definitions.toReversed()))).toEqual(lint(setOf(definitions)));
  });
  it('leaves out what the definitions silence, everywhere or by name', () => {
    const definitions = [alarm({ ...silent, name: 'a' }), alarm({ ...silent, name: 'b' })];
    const found = lint(
      setOf(definitions, {
        disable: [
          { rule: 'alarm-description', reason: 'the wiki has them' },
          { rule: 'no-actions', name: 'b', reason: 'for the dashboard only' },
        ],
      }),
    );
    expect(found.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
      'no-actions metric alarm "a"',
    ]);
  });
  it('leaves out rules that are disabled for this time', () => {
    const disabled = ['no-actions', 'alarm-description'];
    expect(lint(setOf([alarm(silent)]), { disabled })).toEqual([]);
  });
  it('knows what was meant by a misspelled rule', () => {
    expect(() => lint(setOf([]), { disabled: ['no-action'] })).toThrow(
      'Unknown lint rule "no-action". Did you mean "no-actions"? Known: actions-disabled, ',
    );
    const disable = [{ rule: 'no-action', reason: 'x' }];
    expect(() => lint(setOf([], { disable }))).toThrow('Unknown lint rule "no-action".');
  });
  it('refuses to silence a definition that is not there', () => {
    const disable = [{ rule: 'no-actions', name: 'api-cup', reason: 'x' }];
    expect(() => lint(setOf([alarm()], { disable }))).toThrow(
      'Unknown definition in lint.disable "api-cup". Did you mean "api-cpu"? Known: api-cpu.',
    );
  });
  it('wants a reason for what is silenced for good', () => {
    const disable = [{ rule: 'no-actions', reason: ' ' }];
    expect(() => lint(setOf([], { disable }))).toThrow(
      'The reason for silencing no-actions is " ", but must be a sentence for the next reader.',
    );
  });
  it('takes a budget of the options for that of the definitions', () => {
    const set = setOf([dashboard({ widgets: [] })], { budget: { dollarsPerMonth: 100 } });
    const ruleNames = lint(set, { budget: { dollarsPerMonth: 1 } }).map(({ rule }) => rule);
    expect(ruleNames).toEqual(['monthly-cost']);
    expect(lint(set)).toEqual([]);
  });
});

describe('the rules', () => {
  it('are listed by name, each once', () => {
    const names = rules.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].toSorted());
  });
  it.each(rules)(
    '$name says what it finds in one sentence, and rests on a page',
    ({ name, summary, source }) => {
      expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(summary).toMatch(/^[A-Z].*[.]$/);
      expect(source).toMatch(/^https:\/\/(?:docs\.)?aws\.amazon\.com\//);
    },
  );
});
