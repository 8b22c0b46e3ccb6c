import { Button, Menu, Text } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, type Ref, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { findKeyName, useKeys } from '#renderer/components/use-keys.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { ACTION_KINDS, type ActionKind } from './action-kinds.ts';
import { findActionObstacle } from './action-obstacle.ts';

/** Everything else that can be done with the case now, by number; what cannot be done says why. */
export function ActionsMenu(props: {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onChoose: (kind: ActionKind) => void;
}): ReactNode {
  const { onChoose } = props;
  const { t } = useTranslation('caseActions');
  const atHand = useCaseAtHand();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const buttonRef = useMergedRef(button, props.ref);
  useKeys({
    'Alt+O': () => {
      // A menu is not shown while what it hangs on is scrolled out of sight.
      button.current?.scrollIntoView({ block: 'nearest' });
      setOpen((was) => !was);
    },
  });
  const found = ACTION_KINDS.map((kind) => ({ kind, obstacle: findActionObstacle(kind, atHand) }));
  const allowed = found.flatMap(({ kind, obstacle }) => (obstacle === undefined ? [kind] : []));
  const forbidden = found.flatMap(({ kind, obstacle }) =>
    obstacle === undefined ? [] : [{ kind, obstacle }],
  );
  const choose = (kind: ActionKind): void => {
    setOpen(false);
    onChoose(kind);
  };
  const chooseByNumber = (event: KeyboardEvent): void => {
    const kind = allowed[Number(findKeyName(event.nativeEvent)) - 1];
    if (kind === undefined) return;
    event.preventDefault();
    choose(kind);
  };
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      // As high as there is room, so that its last line can be seen too.
      middlewares={{ flip: true, shift: true, size: true }}
      transitionProps={{ duration: 0 }}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button ref={buttonRef} variant="default" aria-keyshortcuts="Alt+O">
          {t('actions')}
          <KeyHint keys="Alt+O" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={chooseByNumber} style={{ overflowY: 'auto' }}>
        {allowed.map((kind, place) => (
          <Menu.Item key={kind} onClick={() => choose(kind)} {...(place === 0 && { 'data-autofocus': true })}>
            {place < 9 && `${place + 1} `}
            {t(`title.${kind}`)}
          </Menu.Item>
        ))}
        {forbidden.map(({ kind, obstacle }, place) => (
          <Menu.Item
            key={kind}
            aria-disabled
            closeMenuOnClick={false}
            {...(allowed.length + place === 0 && { 'data-autofocus': true })}
          >
            {t(`title.${kind}`)}
            <Text size="sm">{obstacle === 'no-files' ? t('noFiles') : t(`refusals:${obstacle}`)}</Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
