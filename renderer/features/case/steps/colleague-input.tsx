import type { ReactNode } from 'react';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { Responsible } from '#shared/case/staff-role.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import type { Colleague } from '../colleagues.ts';
import type { CommandForm } from '../form/use-command-form.ts';

const keyOf = ({ person, role }: Pick<Colleague, 'person' | 'role'>): string => `${role} ${person}`;

/** The colleague whom a choice of the list means, in the role that was chosen. */
export function findChosen(colleagues: readonly Colleague[], chosen: string): Responsible | undefined {
  const found = colleagues.find((colleague) => keyOf(colleague) === chosen);
  return found && { person: found.person, role: found.role };
}

/** A colleague by name and role, out of those who can answer for the case. */
export function ColleagueInput(props: {
  readonly form: Pick<CommandForm<unknown>, 'labels' | 'errorAt'>;
  readonly pointer: string;
  /** Whether who is responsible now can be chosen. */
  readonly withResponsible?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { form, pointer, withResponsible, value, onChange } = props;
  const { colleagues, state, catalogue } = useCaseAtHand();
  const { read } = useLanguage();
  const titles = new Map(catalogue.roles.map(({ id, title }) => [id, read(title)]));
  return (
    <ChoiceInput
      pointer={pointer}
      label={form.labels[pointer] ?? ''}
      options={colleagues
        .filter(({ person }) => withResponsible === true || person !== state.responsible.person)
        .map((colleague) => ({
          value: keyOf(colleague),
          label: `${colleague.name} (${titles.get(colleague.role) ?? colleague.role})`,
        }))}
      value={value}
      onChange={(chosen = '') => onChange(chosen)}
      error={form.errorAt(pointer)}
      isRequired
    />
  );
}
