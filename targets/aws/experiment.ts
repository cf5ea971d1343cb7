import {
  GetExperimentCommand,
  GetExperimentTemplateCommand,
  ListExperimentTemplatesCommand,
  StartExperimentCommand,
  StopExperimentCommand,
} from '@aws-sdk/client-fis';
import { knownError, reasonOf } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import type { Conduct, ExperimentEnd, ExperimentTemplate } from '../experiments.ts';
import type { AwsClients } from './clients.ts';

type Fis = Pick<AwsClients, 'fis' | 'region'>;

/**
 * The template with an id, or with a tag `Name`. Only reads.
 * @throws aws-refused when there is none, or several of that name
 */
export async function templateNamed(
  { fis, region }: Fis,
  named: string,
): Promise<ExperimentTemplate> {
  const refused = (reason: string): Error =>
    knownError('aws-refused', { action: 'fis:ListExperimentTemplates', region, reason });
  const ids: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await fis.send(
      new ListExperimentTemplatesCommand(nextToken === undefined ? {} : { nextToken }),
    );
    for (const { id, tags } of page.experimentTemplates ?? [])
      if (id !== undefined && (id === named || tags?.['Name'] === named)) ids.push(id);
    ({ nextToken } = page);
  } while (nextToken !== undefined);
  const [id, ...others] = ids;
  if (id === undefined) throw refused(`there is no experiment template "${named}"`);
  if (others.length > 0)
    throw refused(`several experiment templates are called "${named}": ${ids.join(', ')}`);
  const { experimentTemplate: found } = await fis.send(new GetExperimentTemplateCommand({ id }));
  return {
    id,
    description: found?.description ?? '',
    actions: Object.values(found?.actions ?? {}).flatMap(({ actionId }) => actionId ?? []),
    stopAlarms: (found?.stopConditions ?? []).flatMap(({ source, value }) =>
      source === 'none' || value === undefined ? [] : [value],
    ),
  };
}

const over = new Set(['completed', 'stopped', 'failed', 'cancelled']);
const usualPollMs = 2000;

/**
 * Starts an experiment and watches it until FIS says that it is over; stops it when it is to end before, and when it can
 * be watched no more. FIS itself stops it by the alarms of its template, without which nothing is started.
 * @throws drill-not-confirmed, drill-action-failed, and what AWS answers
 */
export async function conductExperiment(
  clients: Fis,
  template: ExperimentTemplate,
  { confirmed, until, tell, pollMs = usualPollMs }: Conduct,
): Promise<ExperimentEnd> {
  const { fis, region } = clients;
  const drill = `experiment template ${template.id}`;
  if (!confirmed) throw knownError('drill-not-confirmed', { drill, target: `region ${region}` });
  if (template.stopAlarms.length === 0)
    throw knownError('drill-action-failed', {
      action: 'fis:StartExperiment',
      reason: `template ${template.id} names no alarm that stops it`,
    });
  const { experiment } = await fis.send(
    new StartExperimentCommand({
      experimentTemplateId: template.id,
      tags: { Name: template.description.slice(0, 200) },
    }),
  );
  const id = experiment?.id ?? '';
  tell(`Experiment ${id} is started.`);
  try {
    return await watched(clients, id, until, pollMs);
  } catch (error) {
    // Nobody would see what it does from now on.
    const stopped = await fis.send(new StopExperimentCommand({ id })).then(() => '', reasonOf);
    if (stopped !== '')
      tell(
        `Experiment ${id} may go on, as it could not be stopped (${stopped}). Stop it by "aws fis stop-experiment --id ${id} --region ${region}".`,
      );
    throw error;
  }
}

async function watched(
  { fis }: Fis,
  id: string,
  until: AbortSignal,
  pollMs: number,
): Promise<ExperimentEnd> {
  const never = new AbortController().signal;
  let isStopping = false;
  for (;;) {
    const { experiment } = await fis.send(new GetExperimentCommand({ id }));
    const { status = '', reason = '' } = experiment?.state ?? {};
    if (over.has(status)) return { id, status, reason };
    if (until.aborted && !isStopping) {
      isStopping = true;
      await fis.send(new StopExperimentCommand({ id }));
    }
    await pause(pollMs, isStopping ? never : until);
  }
}
