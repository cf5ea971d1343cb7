import { z } from 'zod';

const request = z.object({
  AgentVersion: z.string(),
  RequestedClientActions: z.array(
    z.object({ ActionType: z.string(), ActionParameters: z.unknown() }),
  ),
});

const done = 1;
const unsupported = 3;
/** A version that answers handshakes the way we do. */
const clientVersion = '1.2.792.0';

/**
 * The answer to an agent's handshake: a session of any type is fine, and encryption by KMS is not supported, which ends the
 * session. @returns undefined for what is no request
 */
export function handshakeResponse(payload: Buffer): string | undefined {
  const asked = parsed(payload);
  if (asked === undefined) return undefined;
  const actions = asked.RequestedClientActions.map(({ ActionType: type }) => ({
    ActionType: type,
    ActionStatus: type === 'SessionType' ? done : unsupported,
    ActionResult: null,
    Error: type === 'SessionType' ? '' : `Unsupported action ${type}`,
  }));
  const errors = actions.flatMap(({ Error: error }) => (error === '' ? [] : [error]));
  return JSON.stringify({
    ClientVersion: clientVersion,
    ProcessedClientActions: actions,
    Errors: errors.length === 0 ? null : errors,
  });
}

function parsed(payload: Buffer): z.infer<typeof request> | undefined {
  try {
    return request.parse(JSON.parse(payload.toString('utf8')));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
