import { Button, Group, Radio, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { formatDateTime } from '#renderer/components/format.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { Section } from '#renderer/components/section.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import type { FieldWords } from '#renderer/features/case/field-words.ts';
import type { Conflict, FieldConflict, FieldTouch } from '#shared/case/conflict/conflict.ts';
import type { Choice } from '#shared/case/steps/resolve-conflict.ts';
import { ChangedText } from './changed-text.tsx';
import { choosable, chosenValue, findChoice, type Pick, type Picks, typedText, WHOLE } from './picks.ts';

/** A parked operation as it is chosen about. */
export interface Parked {
  readonly conflict: Conflict;
  /** The kind of its command, and why it was parked. */
  readonly what: string;
  readonly ground: string;
  /** What it would have added to the course, in sentences. */
  readonly lines: readonly string[];
}

/** Base, mine and theirs side by side, a choice for each field, and what comes of it (S14). */
export function ConflictChoice(props: {
  readonly parked: Parked;
  readonly words: FieldWords;
  /** Who and where, for people. */
  readonly nameOf: (personId: string) => string;
  readonly placeOf: (touch: FieldTouch) => string;
  readonly isBusy: boolean;
  /** Why the last confirmation did not count, as a sentence. */
  readonly problem: string | undefined;
  readonly onConfirm: (choice: Choice, reason: string) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { parked, words, nameOf, placeOf, isBusy, problem, onConfirm, onLeave } = props;
  const { conflict, what, ground, lines } = parked;
  const { t } = useTranslation('conflicts');
  const [picks, setPicks] = useState<Picks>({});
  const [reason, setReason] = useState('');
  const [attempts, setAttempts] = useState(0);
  const rows = choosable(conflict);
  const isByField = what === 'correct-request' && rows.length > 0;
  const choice = findChoice(conflict, picks, isByField);
  const confirm = (): void => {
    setAttempts((count) => count + 1);
    if (choice !== undefined && !isBusy) onConfirm(choice, reason);
  };
  useKeys({ 'Ctrl+Enter': confirm, Esc: onLeave });
  const pick = (field: string, next: Pick): void => setPicks((now) => ({ ...now, [field]: next }));
  const touchText = (touch: FieldTouch): string =>
    t('touch', { at: formatDateTime(touch.at), who: nameOf(touch.by), where: placeOf(touch) });
  const shown = isByField ? conflict.fields : conflict.fields.filter(({ field }) => field !== '/step');
  return (
    <Stack gap="md" data-testid="conflict">
      <Section title={t('compare')}>
        <Text>{t(`why.${ground === 'decided-meanwhile' ? 'decided' : 'changed'}`)}</Text>
        <Table.ScrollContainer
          minWidth={760}
          type="native"
          tabIndex={0}
          role="group"
          aria-label={t('compare')}
        >
          <Table aria-label={t('compare')} withTableBorder verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('column.field')}</Table.Th>
                <Table.Th scope="col">
                  {t('column.base')}
                  {conflict.baseAt !== null && <Small>{formatDateTime(conflict.baseAt)}</Small>}
                </Table.Th>
                <Table.Th scope="col">
                  {t('column.mine')}
                  <Small>{touchText(conflict.mineBy)}</Small>
                </Table.Th>
                <Table.Th scope="col">{t('column.theirs')}</Table.Th>
                {isByField && <Table.Th scope="col">{t('column.other')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <ConflictRow
                  key={row.field}
                  row={row}
                  words={words}
                  touchText={touchText}
                  isChosen={isByField && rows.includes(row)}
                  hasOthers={isByField}
                  pick={picks[row.field]}
                  onPick={(next) => pick(row.field, next)}
                />
              ))}
              {shown.length === 0 && (
                <Table.Tr>
                  <Table.Td colSpan={4}>{t('nothingToCompare')}</Table.Td>
                </Table.Tr>
              )}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {isByField && conflict.others.length > 0 && (
          <>
            <Text>{t('mergesByItself')}</Text>
            <DataList
              rows={conflict.others.map(({ field, mine }) => ({
                label: words.label(field),
                value: words.text(field, mine),
              }))}
            />
          </>
        )}
        {!isByField && (
          <WholeChoice
            lines={lines}
            obstacle={
              ground.endsWith('-meanwhile') ? undefined : t([`refusals:${ground}`, `sync:grounds.${ground}`])
            }
            pick={picks[WHOLE]}
            onPick={(next) => pick(WHOLE, next)}
          />
        )}
      </Section>
      <Section title={t('outcome')}>
        {isByField ? (
          <DataList
            rows={rows.map((row) => {
              const value = chosenValue(row, picks[row.field]);
              return {
                label: words.label(row.field),
                value: value === undefined ? t('open') : words.text(row.field, value),
              };
            })}
          />
        ) : (
          <Text>
            {choice === undefined ? t('open') : t(`outcomeOf.${choice.take === 'mine' ? 'mine' : 'theirs'}`)}
          </Text>
        )}
        <Textarea
          label={optionalLabel(t('reason'), t)}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={1}
          maw={820}
        />
        {attempts > 0 && choice === undefined && (
          <Notice tone="refused" announce="now" title={t('chooseAll')} />
        )}
        {problem !== undefined && (
          <Notice tone="refused" announce="now" title={t('notCounted')}>
            {problem}
          </Notice>
        )}
        <Text c="dimmed" size="sm">
          {t('asksAgain')}
        </Text>
        <Group>
          <Button onClick={confirm} loading={isBusy} aria-keyshortcuts="Control+Enter">
            {t('confirm')}
            <KeyHint keys="Ctrl+Enter" />
          </Button>
          <Button variant="default" onClick={onLeave} aria-keyshortcuts="Escape">
            {t('later')}
            <KeyHint keys="Esc" />
          </Button>
        </Group>
      </Section>
    </Stack>
  );
}

/** One field: what it was, and the values to choose between. 1, 2 and 3 choose while the focus is in the row. */
function ConflictRow(props: {
  readonly row: FieldConflict;
  readonly words: FieldWords;
  readonly touchText: (touch: FieldTouch) => string;
  readonly isChosen: boolean;
  readonly hasOthers: boolean;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
}): ReactNode {
  const { row, words, touchText, isChosen, hasOthers, pick, onPick } = props;
  const { t } = useTranslation('conflicts');
  const label = words.label(row.field);
  const [base, mine, theirs] = [row.base, row.mine, row.theirs].map((value) =>
    words.text(row.field, value),
  ) as [string, string, string];
  const typed = typedText(row);
  const text = pick?.text ?? '';
  const take = (which: Pick['take']): void => onPick({ take: which, text });
  const byNumber = (event: KeyboardEvent<HTMLElement>): void => {
    const which = ({ '1': 'mine', '2': 'theirs', '3': 'other' } as const)[event.key];
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (which === undefined || isTyping || !isChosen || (which === 'other' && typed === undefined)) return;
    event.preventDefault();
    take(which);
  };
  const radio = (which: Pick['take'], shown: ReactNode, name: string): ReactNode =>
    isChosen ? (
      <Radio
        name={`pick ${row.field}`}
        checked={pick?.take === which}
        onChange={() => take(which)}
        label={shown}
        aria-label={`${label}: ${name}`}
      />
    ) : (
      shown
    );
  return (
    <Table.Tr onKeyDown={byNumber} style={{ verticalAlign: 'top' }}>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td>{base}</Table.Td>
      <Table.Td>
        {radio('mine', <ChangedText text={mine} before={base} />, t('pick.mine', { text: mine }))}
      </Table.Td>
      <Table.Td>
        {radio('theirs', <ChangedText text={theirs} before={base} />, t('pick.theirs', { text: theirs }))}
        {row.theirsBy !== null && <Small>{touchText(row.theirsBy)}</Small>}
      </Table.Td>
      {hasOthers && (
        <Table.Td>
          {isChosen && typed !== undefined && (
            <Group gap="xs" wrap="nowrap">
              {radio('other', '', t('pick.other'))}
              <TextInput
                aria-label={`${label}: ${t('pick.otherText')}`}
                value={text}
                onChange={(event) => onPick({ take: 'other', text: event.currentTarget.value })}
                autoComplete="off"
              />
            </Group>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  );
}

/** About an operation that is one step, there is one choice: it takes effect as it is, or not at all. */
function WholeChoice(props: {
  readonly lines: readonly string[];
  readonly obstacle: string | undefined;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
}): ReactNode {
  const { lines, obstacle, pick, onPick } = props;
  const { t } = useTranslation('conflicts');
  return (
    <Radio.Group
      label={t('whole.question')}
      value={pick?.take ?? ''}
      onChange={(take) => onPick({ take: take === 'mine' ? 'mine' : 'theirs', text: '' })}
    >
      <Stack gap="xs" py={4}>
        <Radio
          value="mine"
          label={t('whole.mine', { what: lines.join('; ') })}
          description={obstacle === undefined ? undefined : t('whole.notNow', { why: obstacle })}
          disabled={obstacle !== undefined}
        />
        <Radio value="theirs" label={t('whole.theirs')} />
      </Stack>
    </Radio.Group>
  );
}

function Small(props: { readonly children: ReactNode }): ReactNode {
  return (
    <Text size="sm" c="dimmed" fw={400}>
      {props.children}
    </Text>
  );
}
