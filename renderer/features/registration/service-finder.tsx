import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { rankServices } from '#shared/catalogue/search-services.ts';

const LIST_ID = `${fieldId('/service')}-list`;
const optionId = (service: PublicService): string => `${LIST_ID}-${service.id}`;

/**
 * Finds a service by word or code. What is highlighted is worked out from what is typed and nothing else, so Enter
 * takes the first match however fast it follows the typing.
 */
export function ServiceFinder(props: {
  readonly offered: readonly PublicService[];
  readonly chosen: PublicService | undefined;
  readonly onChoose: (service: PublicService) => void;
  readonly error: string | undefined;
  readonly autoFocus: boolean;
}): ReactNode {
  const { offered, chosen, onChoose, error, autoFocus } = props;
  const { t } = useTranslation('registration');
  const { language, read } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  // What is being looked for; undefined while the field shows the service that was chosen.
  const [typed, setTyped] = useState<string>();
  const [index, setIndex] = useState(0);
  const store = useCombobox({ opened: isOpen, onOpenedChange: setOpen });
  const labelOf = (service: PublicService): string => `${service.code} ${read(service.title)}`;
  const matches = rankServices(offered, typed ?? '', language);
  const active = isOpen ? matches[index] : undefined;
  const activeId = active === undefined ? undefined : optionId(active);

  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const open = (): void => {
    if (isOpen) return;
    setIndex(typed === undefined && chosen !== undefined ? Math.max(0, matches.indexOf(chosen)) : 0);
    setOpen(true);
  };
  const choose = (service: PublicService): void => {
    setTyped(undefined);
    setOpen(false);
    onChoose(service);
  };
  const move = (steps: number): void => {
    if (isOpen) setIndex((index + steps + matches.length) % Math.max(1, matches.length));
    else open();
  };
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    'Alt+ArrowDown': open,
    'Alt+ArrowUp': () => setOpen(false),
    Enter: () => {
      const service = active ?? (typed === undefined ? undefined : matches[0]);
      if (service !== undefined) choose(service);
    },
    ...(isOpen && { Escape: () => setOpen(false) }),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.shiftKey || event.metaKey) return;
    const action = actions[`${event.altKey ? 'Alt+' : ''}${event.key}`];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  return (
    <Combobox
      store={store}
      keepMounted={false}
      onOptionSubmit={(id) => {
        const service = offered.find((each) => each.id === id);
        if (service !== undefined) choose(service);
      }}
    >
      <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={false}>
        <TextInput
          id={fieldId('/service')}
          label={t('service')}
          placeholder={t('findService')}
          value={typed ?? (chosen === undefined ? '' : labelOf(chosen))}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setIndex(0);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
          onClick={open}
          onBlur={() => {
            setOpen(false);
            // Typed text is never lost, but it must not hide which service the form is for.
            if (chosen !== undefined || typed === '') setTyped(undefined);
          }}
          error={error}
          autoFocus={autoFocus}
          autoComplete="off"
          spellCheck={false}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? LIST_ID : undefined}
          aria-activedescendant={activeId}
          aria-required
        />
      </Combobox.Target>
      <div role="status" className="k-visually-hidden">
        {isOpen && typed !== undefined && t('servicesFound', { n: matches.length })}
      </div>
      <Combobox.Dropdown>
        <Combobox.Options
          id={LIST_ID}
          aria-label={t('service')}
          style={{ maxHeight: '18rem', overflowY: 'auto' }}
        >
          {matches.map((service) => (
            <Combobox.Option
              key={service.id}
              id={optionId(service)}
              value={service.id}
              selected={service === active}
              active={service === chosen}
              aria-selected={service === chosen}
            >
              {labelOf(service)}
            </Combobox.Option>
          ))}
          {matches.length === 0 && <Combobox.Empty>{t('noSuchService')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
