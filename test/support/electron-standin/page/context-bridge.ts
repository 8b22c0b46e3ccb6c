/** Puts an object of the preload's world into the page's own world. */
interface ContextBridge {
  /** Throws when the page already has a global of that name, or when something in `api` cannot cross. */
  expose(name: string, api: unknown): void;
}

/**
 * Makes one side of the bridge between the two worlds of a page. The worlds share the document but no object, so both
 * sides speak by events on the document, named `channel` plus the side addressed; an event is delivered before
 * `dispatchEvent` returns, so a call can be answered at once. The rules are those of Electron's `contextBridge`: values
 * are copied, functions and promises are proxied, symbols are refused, what is exposed is frozen.
 *
 * Injected into pages as text, so it uses nothing from outside its body.
 */
export function makeContextBridge(channel: string, side: 'isolated' | 'main'): ContextBridge {
  type Crossing = readonly [tag: string, ...parts: unknown[]];
  type Callable = (...args: unknown[]) => unknown;
  type Message =
    | { readonly kind: 'call'; readonly call: number; readonly target: number; readonly args: Crossing[] }
    | { readonly kind: 'expose'; readonly call: number; readonly name: string; readonly api: Crossing }
    | { readonly kind: 'returned'; readonly call: number; readonly value: Crossing }
    | { readonly kind: 'threw'; readonly call: number; readonly message: string }
    | { readonly kind: 'resolved'; readonly promise: number; readonly value: Crossing }
    | { readonly kind: 'rejected'; readonly promise: number; readonly message: string };
  type Answer = Extract<Message, { kind: 'returned' | 'threw' }>;

  const otherSide = side === 'main' ? 'isolated' : 'main';
  const functions = new Map<number, Callable>();
  const numbers = new Map<Callable, number>();
  const answers = new Map<number, Answer>();
  const pendingPromises = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  let counter = 0;

  function nextNumber(): number {
    counter += 1;
    return counter;
  }

  function post(message: Message): void {
    // Chromium clones `detail` for the other world.
    document.dispatchEvent(new CustomEvent(`${channel}-${otherSide}`, { detail: message }));
  }

  function textOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
  }

  /** `seen` numbers the lists and records in the order in which they are met, so that circles and shared ones survive. */
  function pack(value: unknown, seen = new Map<object, number>()): Crossing {
    if (typeof value === 'function') return ['function', numberOf(value as Callable)];
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return ['value', value];
    if (value instanceof Promise) return ['promise', packPromise(value)];
    if (value instanceof Error) return ['error', value.message];
    if (!isContainer(value)) return ['value', structuredClone(value)]; // refused here, at the caller, if at all
    const earlier = seen.get(value);
    if (earlier !== undefined) return ['reference', earlier];
    seen.set(value, seen.size);
    if (Array.isArray(value)) return ['list', value.map((item) => pack(item, seen))];
    return ['record', Object.entries(value).map(([key, item]) => [key, pack(item, seen)])];
  }

  function isContainer(value: unknown): value is object {
    return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
  }

  function numberOf(callable: Callable): number {
    const known = numbers.get(callable);
    if (known !== undefined) return known;
    const number = nextNumber();
    numbers.set(callable, number);
    functions.set(number, callable);
    return number;
  }

  function packPromise(value: Promise<unknown>): number {
    const promise = nextNumber();
    value
      .then((result) => post({ kind: 'resolved', promise, value: pack(result) }))
      .catch((error) => post({ kind: 'rejected', promise, message: textOf(error) }));
    return promise;
  }

  function unpack([tag, content]: Crossing, made: unknown[] = []): unknown {
    switch (tag) {
      case 'function':
        return (...args: unknown[]) => callOther(content as number, args);
      case 'reference':
        return made[content as number];
      case 'list': {
        const list: unknown[] = [];
        made.push(list);
        for (const item of content as Crossing[]) list.push(unpack(item, made));
        return list;
      }
      case 'record': {
        const record = {};
        made.push(record);
        for (const [key, item] of content as [string, Crossing][]) {
          // Defined, not assigned: a member called `__proto__` stays a member.
          const value = unpack(item, made);
          Object.defineProperty(record, key, { value, configurable: true, enumerable: true, writable: true });
        }
        return record;
      }
      case 'promise':
        return new Promise((resolve, reject) => pendingPromises.set(content as number, { resolve, reject }));
      case 'error':
        return new Error(content as string);
      default:
        return content;
    }
  }

  function ask(call: number, question: Message): unknown {
    post(question);
    const answer = answers.get(call);
    answers.delete(call);
    if (answer === undefined) throw new Error('electron stand-in: the other world does not answer');
    if (answer.kind === 'threw') throw new Error(answer.message);
    return unpack(answer.value);
  }

  function callOther(target: number, args: unknown[]): unknown {
    const call = nextNumber();
    return ask(call, { kind: 'call', call, target, args: args.map((arg) => pack(arg)) });
  }

  function answer(call: number, work: () => unknown): void {
    try {
      post({ kind: 'returned', call, value: pack(work()) });
    } catch (error) {
      post({ kind: 'threw', call, message: textOf(error) });
    }
  }

  function define(name: string, api: unknown): undefined {
    if (Object.hasOwn(globalThis, name)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    Object.defineProperty(globalThis, name, { value: freeze(api), enumerable: true });
  }

  function freeze(value: unknown): unknown {
    if (!isContainer(value) || Object.isFrozen(value)) return value;
    Object.freeze(value);
    for (const item of Object.values(value)) freeze(item);
    return value;
  }

  document.addEventListener(`${channel}-${side}`, (event) => {
    const message = (event as CustomEvent<Message>).detail;
    switch (message.kind) {
      case 'call':
        answer(message.call, () =>
          functions.get(message.target)?.(...message.args.map((arg) => unpack(arg))),
        );
        break;
      case 'expose':
        answer(message.call, () => define(message.name, unpack(message.api)));
        break;
      case 'returned':
      case 'threw':
        answers.set(message.call, message);
        break;
      case 'resolved':
        pendingPromises.get(message.promise)?.resolve(unpack(message.value));
        pendingPromises.delete(message.promise);
        break;
      case 'rejected':
        pendingPromises.get(message.promise)?.reject(new Error(message.message));
        pendingPromises.delete(message.promise);
    }
  });

  return {
    expose(name, api) {
      const call = nextNumber();
      ask(call, { kind: 'expose', call, name, api: pack(api) });
    },
  };
}
