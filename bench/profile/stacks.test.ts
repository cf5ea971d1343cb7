import { describe, expect, it } from 'vitest';
import { flameGraph } from './flame-graph.ts';
import { stacksOfCpuProfile, stacksOfGoTraces } from './stacks.ts';

const frame = (functionName: string, url = '', lineNumber = 0) => ({
  functionName,
  url,
  lineNumber,
});

describe('call stacks', () => {
  it('of a V8 profile name functions with file and line, and leave idle time out', () => {
    const stacks = stacksOfCpuProfile({
      nodes: [
        { id: 1, callFrame: frame('(root)'), children: [2, 4] },
        { id: 2, callFrame: frame('serve', 'file:///app/serve.ts', 9), children: [3] },
        { id: 3, callFrame: frame('', 'file:///app/node_modules/@a/b/lib/send.js', 4) },
        { id: 4, callFrame: frame('(idle)') },
      ],
      samples: [2, 3, 4, 3],
      timeDeltas: [100, 200, 400, 300],
    });
    expect([...stacks]).toEqual([
      ['serve serve.ts:10', 100],
      ['serve serve.ts:10;(anonymous) @a/b/send.js:5', 500],
    ]);
  });

  it('of Go are read from what pprof prints, the outermost function first', () => {
    const text = [
      'File: k6',
      'Type: cpu',
      '-----------+-------------------------------------------------------',
      '  20000us   runtime.mallocgc',
      '             github.com/grafana/sobek.(*vm).run',
      '             go.k6.io/k6/v2/js.(*VU).runFn (inline)',
      '-----------+-------------------------------------------------------',
      '  10000us   runtime.futex',
      '-----------+-------------------------------------------------------',
      '',
    ].join('\n');
    expect([...stacksOfGoTraces(text)]).toEqual([
      ['js.(*VU).runFn;sobek.(*vm).run;runtime.mallocgc', 20_000],
      ['runtime.futex', 10_000],
    ]);
  });
});

describe('a flame graph', () => {
  it('draws each function once a caller, as wide as its share, with what it is called', () => {
    const svg = flameGraph(
      'A <task>',
      new Map([
        ['serve;send', 30],
        ['serve;read', 10],
      ]),
    );
    expect(svg).toContain('A &lt;task&gt;');
    expect(svg).toContain('<title>serve: 100.0 %</title><rect width="1600.0" height="16"');
    expect(svg).toContain('<title>send: 75.0 %</title><rect width="1200.0" height="16"');
    expect(svg).toContain('<g transform="translate(1200.0 0)"><title>read: 25.0 %</title>');
  });
});
