import { expect, it } from 'vitest';
import { channelFor } from '#renderer/features/case/steps/inform-fields.tsx';
import { mailOfferFor } from '#renderer/features/case/steps/mail-offer.ts';

it('[ML9] an e-mail is offered where there is an address, and not where the centre cannot send', () => {
  const address = 'paraugs@klatiene.example';
  expect(mailOfferFor(address, 'connected')).toEqual({ isOffered: true, sentence: undefined });
  expect(mailOfferFor(address, 'not-connected')).toEqual({ isOffered: false, sentence: 'noServer' });
  expect(mailOfferFor(address, 'unknown')).toEqual({ isOffered: true, sentence: 'offline' });
  for (const server of ['connected', 'not-connected', 'unknown'] as const) {
    expect(mailOfferFor(undefined, server)).toEqual({ isOffered: false, sentence: 'noAddress' });
  }
});

it('[CL37] a letter goes by post unless somebody says otherwise, and what is no letter does not', () => {
  expect(channelFor('letter', 'counter')).toBe('post');
  expect(channelFor('spoken', 'post')).toBe('counter');
  expect(channelFor('spoken', 'phone')).toBe('phone');
});
