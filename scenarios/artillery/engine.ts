import { readFileSync } from 'node:fs';
import { reasonOf } from '../../core/errors.ts';
import { counters, gauges } from '../../core/run-folder/files/series.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import { type Settings, settingsFrom } from '../visitors/settings.ts';
import type { Catalogue } from '../visitors/catalogue.ts';
import type { StaffFile } from '../visitors/staff.ts';
import { addressOf, marginMs } from '../visitors/identity.ts';
import { type ArrivalPlan, type Arrivals, openArrivals } from './arrivals.ts';
import { artilleryFigures } from './artillery-figures.ts';
import { readCatalogues } from './catalogues.ts';
import { openClient } from './client.ts';
import { play } from './play.ts';
import { type Coming, type Player, comingOf, siteOf } from './population.ts';
import {
  type Emitter,
  type EngineOptions,
  type Script,
  type ScriptPhase,
  type ScriptScenario,
  crowdPhase,
  openPhase,
  secondsOf,
} from './script.ts';
import type { Sink } from './sink.ts';
import { exits, thisThread } from './thread.ts';
import { ofWorker } from './worker-of-many.ts';

/** How Artillery starts a virtual user, and is told of its end. */
type Scenario = (context: unknown, done: (error: Error | null, context: unknown) => void) => void;

/** Artillery's engine `bilancia`: its virtual users are our visitors. */
export class BilanciaEngine {
  readonly #script: Script;
  readonly #settings: Settings;
  #catalogues: ReadonlyMap<string, Catalogue> = new Map();
  /** Virtual users that came, and those of them that play a visit. */
  #came = 0;
  #playing = 0;
  #arrivals: Arrivals | undefined;

  constructor(script: Script) {
    this.#script = script;
    const { target } = script.config;
    // How many and how long is for the phases to say.
    const settings = settingsFrom(
      { ...process.env, ...(target === undefined ? {} : { BILANCIA_BASE_URL: target }) },
      { visitors: 0, rampSeconds: 0, holdSeconds: 0 },
    );
    this.#settings = { ...ofWorker(settings, process.env), ...staffFrom(process.env) };
  }

  /** Artillery waits for it before the load. */
  async init(): Promise<void> {
    const { recorder, tell } = thisThread();
    try {
      this.#catalogues = await readCatalogues(this.#settings, recorder, this.#loadsPages());
    } catch (error) {
      const reason = reasonOf(error);
      recorder?.tell({ kind: 'rejected', reason });
      tell({ is: 'stuck', status: exits.rejected, reason });
      throw error;
    }
  }

  #loadsPages(): boolean {
    return (this.#script.scenarios ?? []).some((scenario) => comingOf(scenario).loadsPages);
  }

  createScenario(scenario: ScriptScenario, emitter: Emitter): Scenario {
    const coming = comingOf(scenario);
    const sink = thisThread().recorder ?? artilleryFigures(emitter);
    return (context, done) => {
      emitter.emit('started');
      void this.#come(coming, sink).then(
        () => done(null, context),
        (error: unknown) =>
          done(error instanceof Error ? error : new Error(String(error)), context),
      );
    };
  }

  async #come(coming: Coming, sink: Sink): Promise<void> {
    const { phases, generator, generators } = this.#plan();
    // Artillery's timer rounds the time between arrivals down to a whole microsecond, and lets some more come for it.
    if (this.#came >= phases.reduce((sum, { arrivalCount = 0 }) => sum + arrivalCount, 0)) return;
    const vu = this.#came * generators + generator + 1;
    this.#came += 1;
    await this.#playAll(coming, this.#player(vu), sink);
  }

  async #playAll(coming: Coming, player: Player, sink: Sink): Promise<void> {
    const settings = this.#settings;
    const { tenant, catalogue } = siteOf(settings, this.#catalogues, player.vu);
    const client = openClient(settings.baseUrl, addressOf(settings, player.vu));
    const { baseUrl, thinkScale } = settings;
    const { until } = this.#plan();
    const stage = { baseUrl, thinkScale, tenant: tenant.id, host: tenant.host, until };
    const arrivals = (): Arrivals => this.#arrivalsFor(sink);
    try {
      for (let nth = 0; Date.now() < until; nth += 1) {
        if (!(await coming.turn(player, nth, arrivals))) return;
        client.forget();
        this.#change(1, sink);
        const begun = performance.now();
        const visit = coming.visit(settings, catalogue, player, nth);
        await play(visit, stage, client, sink).catch((error: unknown) =>
          sink.tell({ kind: 'exception', message: reasonOf(error) }),
        );
        sink.count(counters.iterations);
        const micros = Math.round((performance.now() - begun) * 1000);
        sink.trend(trendNames.iterations, micros, coming.part(player));
        this.#change(-1, sink);
      }
    } finally {
      client.close();
    }
  }

  #change(by: number, sink: Sink): void {
    this.#playing += by;
    sink.gauge(gauges.virtualUsers, this.#playing);
  }

  #arrivalsFor(sink: Sink): Arrivals {
    const { arrivalsPerMinute = { quiet: 0, open: 0 } } = this.#options();
    this.#arrivals ??= openArrivals({ ...this.#plan(), perMinute: arrivalsPerMinute }, () =>
      sink.count(counters.droppedIterations),
    );
    return this.#arrivals;
  }

  #player(vu: number): Player {
    const { phases, openedAt } = this.#plan();
    const crowd = phases.find(({ name }) => name === crowdPhase)?.arrivalCount ?? 0;
    return { vu, isOfCrowd: this.#came <= crowd, openedAt };
  }

  #options(): EngineOptions {
    return this.#script.config.engines?.bilancia ?? {};
  }

  /** What the script says of the load, once Artillery plays it; times are milliseconds since 1970. */
  #plan(): Omit<ArrivalPlan, 'perMinute'> & { readonly phases: readonly ScriptPhase[] } {
    const { phases = [] } = this.#script.config;
    const { generator = 0, generators = 1 } = this.#options();
    const from = phases[0]?.startTime ?? Date.now();
    const end = from + secondsOf(phases) * 1000;
    const openedAt = end - secondsOf(phases.filter(({ name }) => name === openPhase)) * 1000;
    return { phases, generator, generators, from, openedAt, until: end + marginMs };
  }
}

/** Who may sign in, for profiles of staff. */
function staffFrom(env: Readonly<Record<string, string | undefined>>): Pick<Settings, 'staff'> {
  const path = env['BILANCIA_STAFF_FILE'];
  if (path === undefined) return {};
  return { staff: JSON.parse(readFileSync(path, 'utf8')) as StaffFile };
}
