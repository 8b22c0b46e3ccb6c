import type { ReactNode } from 'react';

/** What every form of an action is given. */
export interface ActionFormProps {
  readonly title: string;
  /** Beside its main action: the way back. */
  readonly more: ReactNode;
  readonly onSaved: () => void;
}
