import type { JsonPattern, JsonTest, Selector } from '../syntax/ast.ts';
import { compileCondition, testsOf } from '../syntax/conditions.ts';
import type { Notes } from '../syntax/undocumented.ts';
import {
  isContainer,
  isWildcard,
  parseEvent,
  select,
  type JsonObject,
  type JsonScalar,
} from './json-values.ts';
import type { LineTest } from './line-test.ts';
import { scalarTest, type ScalarTest } from './scalar-test.ts';

/** Tests a parsed event. */
export type EventTest = (event: JsonObject, notes?: Notes) => boolean;

export function compileJson(pattern: JsonPattern): LineTest {
  const test = compileCondition(pattern.condition, eventTest);
  const selectors = containerSelectors(pattern);
  return (line, notes) => {
    const event = parseEvent(line);
    if (event === undefined || !test(event, notes)) return false;
    if (!selectors.some((selector) => pointsToContainer(event, selector))) return true;
    notes?.add('container-in-alternative');
    return false;
  };
}

/** The selectors that keep the whole pattern from matching when they point to an array or an object. */
export function containerSelectors(pattern: JsonPattern): Selector[] {
  return testsOf(pattern.condition)
    .filter((test) => test.kind !== 'not-exists')
    .map((test) => test.subject)
    .filter((selector) => !isWildcard(selector));
}

export function pointsToContainer(event: JsonObject, selector: Selector): boolean {
  return select(event, selector).some(isContainer);
}

/** Compiles one test. A missing property satisfies NOT EXISTS and nothing else, `!=` included. */
export function eventTest(test: JsonTest): EventTest {
  const { subject } = test;
  if (test.kind === 'not-exists') return (event) => select(event, subject).length === 0;
  const holds = test.kind === 'is' ? constantTest(test.constant) : scalarTest(test);
  const wildcard = isWildcard(subject);
  return (event, notes) => {
    const values = select(event, subject);
    if (wildcard && values.length > 0) notes?.add('wildcard-selector');
    return values.some((value) => !isContainer(value) && holds(value, notes));
  };
}

const constants = { NULL: null, TRUE: true, FALSE: false } as const;

function constantTest(name: keyof typeof constants): ScalarTest {
  const constant: JsonScalar = constants[name];
  return (scalar, notes) => {
    if (constant !== null && scalar === String(constant)) notes?.add('boolean-as-text');
    return scalar === constant;
  };
}
