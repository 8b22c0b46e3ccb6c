import { parseSettings, type Settings } from '#central/settings/settings.ts';
import { CommandProblem } from './terminal.ts';

/** The settings of this process's environment; throws a `CommandProblem` that names each unusable variable. */
export function readSettings(): Settings {
  const settings = parseSettings(process.env);
  if (!settings.ok) throw new CommandProblem(settings.problem.join('\n'), 2);
  return settings.value;
}
