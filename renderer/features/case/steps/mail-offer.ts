/** Whether the centre's e-mail can be chosen, and the name of the sentence to say where that is not as usual. */
export interface MailOffer {
  readonly isOffered: boolean;
  readonly sentence: 'noAddress' | 'noServer' | 'offline' | undefined;
}

/** What is offered for the address of a case and what is known of the centre's mail server (ML9). */
export function mailOfferFor(
  address: string | undefined,
  server: 'connected' | 'not-connected' | 'unknown',
): MailOffer {
  if (address === undefined) return { isOffered: false, sentence: 'noAddress' };
  switch (server) {
    case 'connected':
      return { isOffered: true, sentence: undefined };
    case 'not-connected':
      return { isOffered: false, sentence: 'noServer' };
    case 'unknown':
      return { isOffered: true, sentence: 'offline' };
  }
}
