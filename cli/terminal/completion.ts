import { proposeCompletions } from '@stricli/core';
import type { Application, StricliDynamicCommandContext } from '@stricli/core';
import type { Context } from '../../core/context.ts';

/** The first argument by which a shell asks for proposals; what is typed so far follows, the last word perhaps half. */
export const proposalRequest = '__complete';

/** Bash's side: asks for proposals, and falls back to file names where there are none. */
export const bashCompletion = `_bilancia() {
  local IFS=$'\\n'
  COMPREPLY=($(bilancia ${proposalRequest} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _bilancia bilancia
`;

/** What could stand where the last of `words` is being typed. */
export async function proposals(
  application: Application<Context>,
  words: readonly string[],
  context: StricliDynamicCommandContext<Context>,
): Promise<string[]> {
  const found = await proposeCompletions(application, words, context);
  return found.map(({ completion }) => completion);
}
