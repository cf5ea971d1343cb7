import { reasonOf } from '../../core/errors.ts';
import type { Role } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import { type DrillProbe, type StopCondition, instancesOf } from './drill.ts';

const patienceMs = 5000;

/** The system takes visitors. */
export const siteAnswers: DrillProbe = {
  name: 'the health page answers 200',
  look: async ({ target }) => {
    const url = new URL(target.healthPath, target.endpoints.baseUrl);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
      await response.arrayBuffer();
      return { isMet: response.status === 200, output: String(response.status) };
    } catch (error) {
      return { isMet: false, output: reasonOf(error) };
    }
  },
};

/** Ends a drill early: visitors have been turned away for longer than the fault may take. */
export function siteAwayFor(forSeconds: number): StopCondition {
  return {
    name: 'the health page does not answer 200',
    forSeconds,
    look: async (situation) => {
      const { isMet, output } = await siteAnswers.look(situation);
      return { isMet: !isMet, output };
    },
  };
}

/** Everything of a role is well, and there are as many as when the drill began. */
export function allHealthy(...roles: readonly Role[]): DrillProbe {
  return {
    name: `every ${roles.join(' and ')} is healthy`,
    look: async (situation) => {
      const now = await instancesOf(situation);
      const sick = now.filter(({ role, health }) => roles.includes(role) && health !== 'healthy');
      const missing = roles.filter(
        (role) => withRole(now, role).length < withRole(situation.target.instances, role).length,
      );
      const wrong = [
        ...sick.map(
          ({ id, health, detail }) => `${id} is ${health}${detail === '' ? '' : `: ${detail}`}`,
        ),
        ...missing.map((role) => `there are fewer of role ${role} than before`),
      ];
      const seen = now.filter(({ role }) => roles.includes(role)).length;
      if (seen === 0)
        return { isMet: false, output: `nothing of role ${roles.join(', ')} is seen` };
      return { isMet: wrong.length === 0, output: wrong.join('; ') || `${seen} are` };
    },
  };
}

/** Exactly one node takes writes, by the word of whoever looks after them. */
export const oneWriter: DrillProbe = {
  name: 'exactly one database node is the writer, and it is healthy',
  look: async (situation) => {
    const writers = withRole(await instancesOf(situation), 'writer');
    const healthy = (await instancesOf(situation)).filter(
      ({ role, health }) => role === 'writer' && health === 'healthy',
    );
    return {
      isMet: writers.length === 1 && healthy.length === 1,
      output: writers.map(({ id }) => id).join(', '),
    };
  },
};
