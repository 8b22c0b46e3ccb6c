import { z } from 'zod';

const CHANNEL = 'klatiene:journal';

/** A page that does not answer within this time is frozen or gone. */
const ANSWER_MILLISECONDS = 3000;

/** What the pages of this origin say to each other about the journal. `asked` names the question. */
const TakeoverMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('give-up'), asked: z.string() }),
  z.object({ kind: z.literal('given-up'), asked: z.string() }),
]);
type TakeoverMessage = z.infer<typeof TakeoverMessage>;

/** The line between the pages of this origin. */
interface JournalTakeover {
  /** Asks the page that has the journal to give it up. Resolves when it has, or when nobody answered in time. */
  ask(): Promise<void>;
}

/**
 * Joins the line. `giveUp` is called when another page asks; it answers whether this page had the journal, after it has
 * given it back. `afterwards` runs when the other page was told, because this page may go away in it.
 */
export function joinJournalTakeover(giveUp: () => Promise<boolean>, afterwards: () => void): JournalTakeover {
  const channel = new BroadcastChannel(CHANNEL);
  const waiting = new Map<string, () => void>();
  const say = (message: TakeoverMessage): void => channel.postMessage(message);
  const answer = async (asked: string): Promise<void> => {
    if (!(await giveUp())) return;
    say({ kind: 'given-up', asked });
    afterwards();
  };
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = TakeoverMessage.safeParse(event.data);
    if (!message.success) return;
    const { kind, asked } = message.data;
    if (kind === 'given-up') waiting.get(asked)?.();
    else void answer(asked);
  });
  return {
    ask: async () => {
      const asked = crypto.randomUUID();
      await new Promise<void>((resolve) => {
        waiting.set(asked, resolve);
        setTimeout(resolve, ANSWER_MILLISECONDS);
        say({ kind: 'give-up', asked });
      });
      waiting.delete(asked);
    },
  };
}
