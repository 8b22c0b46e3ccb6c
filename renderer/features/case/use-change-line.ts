import { useTranslation } from 'react-i18next';
import { formatMoney } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CatalogueChange, ChangedValue } from '#shared/catalogue/catalogue-change.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';

/** Texts up to this length are shown as they were and are; of longer ones it is only said that they changed. */
const LONGEST = 80;

/** The sentence for a difference between two versions of a catalogue; `catalogue` names the roles. */
export function useChangeLine(catalogue: Catalogue): (change: CatalogueChange) => string {
  const { t } = useTranslation('catalogueChanges');
  const { language, read } = useLanguage();

  const timeOf = (rule: TimeRule | null): string => {
    if (rule === null) return t('none');
    const time = t(`time.${rule.unit}`, { n: rule.value });
    return rule.startsAt === 'complete-request' ? t('fromComplete', { time }) : time;
  };
  const roleOf = (id: string): string => {
    const role = catalogue.roles.find((candidate) => candidate.id === id);
    return role === undefined ? id : read(role.title);
  };
  const fromTo = (before: string, after: string): string => t('fromTo', { before, after });
  const textOf = (value: Extract<ChangedValue, { kind: 'text' }>): string => {
    const shown: Language = value.languages.includes(language) ? language : (value.languages[0] ?? language);
    const [before, after] = [value.before[shown], value.after[shown]];
    const isShort = before.length <= LONGEST && after.length <= LONGEST && before !== '' && after !== '';
    const said = isShort ? fromTo(t('quoted', { text: before }), t('quoted', { text: after })) : t('changed');
    return shown === language ? said : `${said} (${t(`language.${shown}`)})`;
  };
  const sayValue = (aspect: string, value: ChangedValue): string => {
    switch (value.kind) {
      case 'text':
        return textOf(value);
      case 'time':
        return fromTo(timeOf(value.before), timeOf(value.after));
      case 'number': {
        const say = (number: number | null): string => {
          if (number === null) return t('none');
          return aspect === 'amount' ? formatMoney(number, language) : String(number);
        };
        return fromTo(say(value.before), say(value.after));
      }
      case 'flag':
        return value.after ? t('becameYes') : t('becameNo');
      case 'role':
        return fromTo(roleOf(value.before), roleOf(value.after));
      case 'word':
      case 'unsaid':
        return t('changed');
    }
  };
  return ({ part, id, title, of, change }) => {
    const kind = t(`part.${part}`);
    const name = id === '' ? kind : t('named', { kind, title: read(title) });
    const whole = of === null || id === '' ? name : t('within', { name, of: read(of) });
    if (change.what !== 'changed') return t(`what.${change.what}`, { thing: whole });
    if (change.aspect === 'order') return t('reordered', { kind });
    const said = sayValue(change.aspect, change.value);
    return t('aspectOf', { thing: whole, aspect: t(`aspect.${change.aspect}`), said });
  };
}
