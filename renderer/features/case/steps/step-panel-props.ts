import type { ReactNode } from 'react';

/** What every panel of a step is given: the words of the catalogue, and what stands beside its main action. */
export interface StepPanelProps {
  readonly title: string;
  readonly instruction?: string | undefined;
  readonly more?: ReactNode;
  /** Called when it was given as an action beside the next step. */
  readonly onSaved?: () => void;
}
