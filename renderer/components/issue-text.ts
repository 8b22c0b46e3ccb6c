import type { TFunction } from 'i18next';
import type { Issue } from '#shared/kernel/issue.ts';
import { findPlainDate } from '#shared/kernel/plain-date.ts';
import { formatDate } from './format.ts';

/** The sentence for an issue, in plain words: what is wrong and how to put it right. Dates in it are written out. */
export function issueText(issue: Issue, t: TFunction): string {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(issue.params ?? {})) {
    const date = typeof value === 'string' ? findPlainDate(value) : undefined;
    params[name] = date === undefined ? value : formatDate(date);
  }
  const finding = issue.params?.finding;
  if (finding !== undefined) params.finding = t(`issues:finding.${finding}`);
  return t(`issues:${issue.code}`, params);
}
