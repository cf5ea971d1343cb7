// @module-tag needs/python-programs
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { pythonWithPrograms } from './python.ts';

const received = z.object({
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  /** The request, as OpenTelemetry's own protocol buffers read it, and write it again. */
  body: z.object({
    resourceMetrics: z.array(
      z.looseObject({
        resource: z.looseObject({}),
        scopeMetrics: z.array(
          z.looseObject({ metrics: z.array(z.looseObject({ name: z.string() })) }),
        ),
      }),
    ),
  }),
});
export type ReceivedMetrics = z.infer<typeof received>;

/** Answers 400 to what the protocol does not have, and prints a line for each request. */
const program = `
import json, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from google.protobuf import json_format
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
class Receiver(BaseHTTPRequestHandler):
  def do_POST(self):
    text = self.rfile.read(int(self.headers['content-length']))
    try:
      body = json_format.MessageToDict(json_format.Parse(text, ExportMetricsServiceRequest()))
      print(json.dumps({'path': self.path, 'headers': {k.lower(): v for k, v in self.headers.items()}, 'body': body}), flush=True)
      self.send_response(200)
    except json_format.ParseError as error:
      print(json.dumps({'error': str(error)}), flush=True)
      self.send_response(400)
    self.end_headers()
  def log_message(self, *args): pass
server = HTTPServer(('127.0.0.1', 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
`;

/** A receiver of OTLP that decodes with what OpenTelemetry publishes. */
export async function startOtlpReceiver(): Promise<
  { readonly url: string; readonly metrics: () => ReceivedMetrics[] } & AsyncDisposable
> {
  const python = await pythonWithPrograms();
  const child: ChildProcess = spawn(python, ['-I', '-c', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no output');
  const lines = createInterface({ input: child.stdout });
  const seen: string[] = [];
  const [port] = z.tuple([z.string()]).parse(await once(lines, 'line'));
  lines.on('line', (line) => void seen.push(line));
  return {
    url: `http://127.0.0.1:${port}`,
    metrics: () => seen.map((line) => received.parse(JSON.parse(line))),
    [Symbol.asyncDispose]: async () => {
      const closed = once(child, 'close');
      child.kill();
      await closed;
    },
  };
}
