import { setMaxListeners } from 'node:events';
import { reasonOf } from '../../core/errors.ts';
import { counters, gauges } from '../../core/run-folder/files/series.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import { type Settings, settingsFrom } from '../settings.ts';
import type { Catalogue } from '../visitors/catalogue.ts';
import { marginMs } from '../visitors/identity.ts';
import { artilleryFigures } from './artillery-figures.ts';
import { readCatalogues } from './catalogues.ts';
import { openClient } from './client.ts';
import { play } from './play.ts';
import { type Coming, type Player, comingOf, siteOf } from './population.ts';
import {
  type Emitter,
  type Script,
  type ScriptScenario,
  crowdPhase,
  openPhase,
  secondsOf,
} from './script.ts';
import type { Sink } from './sink.ts';
import { exits, thisThread } from './thread.ts';

/** How Artillery starts a virtual user, and is told of its end. */
type Scenario = (context: unknown, done: (error: Error | null, context: unknown) => void) => void;

/** Artillery's engine `bilancia`: its virtual users are our visitors. */
export class BilanciaEngine {
  readonly #script: Script;
  readonly #settings: Settings;
  #catalogues: ReadonlyMap<string, Catalogue> = new Map();
  /** Virtual users that came, and those who are there. */
  #came = 0;
  #present = 0;

  constructor(script: Script) {
    this.#script = script;
    const { target } = script.config;
    // Both are the phases' to say.
    this.#settings = settingsFrom(
      { ...process.env, ...(target === undefined ? {} : { BILANCIA_BASE_URL: target }) },
      { visitors: 0, rampSeconds: 0, holdSeconds: 0 },
    );
    // Sockets of one agent and many requests after one another.
    setMaxListeners(0);
  }

  /** Artillery waits for it before the load. */
  async init(): Promise<void> {
    const { recorder, tell } = thisThread();
    try {
      this.#catalogues = await readCatalogues(this.#settings, recorder);
    } catch (error) {
      const reason = reasonOf(error);
      recorder?.tell({ kind: 'rejected', reason });
      tell({ is: 'stuck', status: exits.rejected, reason });
      throw error;
    }
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
    const {
      most = Infinity,
      generator = 0,
      generators = 1,
    } = this.#script.config.engines?.bilancia ?? {};
    if (this.#present >= most) {
      sink.count(counters.droppedIterations);
      return;
    }
    const vu = this.#came * generators + generator + 1;
    this.#came += 1;
    this.#present += 1;
    sink.gauge(gauges.virtualUsers, this.#present);
    try {
      await this.#playAll(coming, this.#player(vu), sink);
    } finally {
      this.#present -= 1;
      sink.gauge(gauges.virtualUsers, this.#present);
    }
  }

  async #playAll(coming: Coming, player: Player, sink: Sink): Promise<void> {
    const settings = this.#settings;
    const { tenant, catalogue } = siteOf(settings, this.#catalogues, player.vu);
    const client = openClient(settings.baseUrl);
    const { baseUrl, thinkScale } = settings;
    const stage = {
      baseUrl,
      thinkScale,
      tenant: tenant.id,
      host: tenant.host,
      until: this.#until(),
    };
    try {
      for (let nth = 0; Date.now() < stage.until; nth += 1) {
        const visit = coming.visit(settings, catalogue, player, nth);
        if (visit === undefined) return;
        client.forget();
        const begun = performance.now();
        await play(visit, stage, client, sink).catch((error: unknown) =>
          sink.tell({ kind: 'exception', message: reasonOf(error) }),
        );
        sink.count(counters.iterations);
        const micros = Math.round((performance.now() - begun) * 1000);
        sink.trend(trendNames.iterations, micros, coming.part(player));
      }
    } finally {
      client.close();
    }
  }

  #player(vu: number): Player {
    const { phases = [] } = this.#script.config;
    const crowd = phases.find(({ name }) => name === crowdPhase)?.arrivalCount ?? 0;
    const open = phases.find(({ name }) => name === openPhase);
    const openedAt = this.#until() - marginMs - secondsOf(open === undefined ? [] : [open]) * 1000;
    return { vu, isOfCrowd: this.#came <= crowd, openedAt };
  }

  #until(): number {
    const { phases = [] } = this.#script.config;
    return (phases[0]?.startTime ?? Date.now()) + secondsOf(phases) * 1000 + marginMs;
  }
}
