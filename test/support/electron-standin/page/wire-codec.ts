import type { Base64 } from './base64.ts';

/** Carries values between a page and main as text, with what a structured clone would keep. */
interface WireCodec {
  /** Throws "An object could not be cloned." for functions, symbols and platform objects. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/** A primitive that JSON holds as it is, or a tag with what the value needs. */
type Wire = null | boolean | string | number | readonly [tag: string, ...parts: unknown[]];

/**
 * Makes the codec. Shared and circular references survive; a view travels with its own bytes only, not with the whole
 * buffer under it. Class instances arrive as plain objects.
 *
 * This function is also injected into pages as text, so it uses nothing from outside its body.
 */
export function makeWireCodec(base64: Base64): WireCodec {
  /** Every object met gets the next number, before its members; `decodeValue` counts in the same order. */
  type Seen = Map<object, number>;

  function encodeValue(value: unknown, seen: Seen): Wire {
    switch (typeof value) {
      case 'undefined':
        return ['undefined'];
      case 'boolean':
      case 'string':
        return value;
      case 'number':
        if (Object.is(value, -0)) return ['number', '-0'];
        return Number.isFinite(value) ? value : ['number', String(value)];
      case 'bigint':
        return ['bigint', String(value)];
      case 'object':
        return value === null ? null : encodeObject(value, seen);
      default:
        return refuse();
    }
  }

  function encodeObject(value: object, seen: Seen): Wire {
    const earlier = seen.get(value);
    if (earlier !== undefined) return ['reference', earlier];
    seen.set(value, seen.size);
    if (Array.isArray(value)) return ['array', Array.from(value, (item) => encodeValue(item, seen))];
    if (value instanceof Map) {
      return ['map', Array.from(value, ([key, item]) => [encodeValue(key, seen), encodeValue(item, seen)])];
    }
    if (value instanceof Set) return ['set', Array.from(value, (item) => encodeValue(item, seen))];
    if (value instanceof ArrayBuffer) return ['buffer', base64.encode(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return ['view', kindOf(value), base64.encode(bytes)];
    }
    if (value instanceof Date) return ['date', encodeValue(value.getTime(), seen)];
    if (value instanceof RegExp) return ['regexp', value.source, value.flags];
    if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? ''];
    if (kindOf(value) !== 'Object') return refuse();
    return ['object', Object.entries(value).map(([key, item]) => [key, encodeValue(item, seen)])];
  }

  function decodeValue(wire: Wire, made: unknown[]): unknown {
    if (wire === null || typeof wire !== 'object') return wire;
    const [tag, ...parts] = wire;
    const [first, second, third] = parts;
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(first);
      case 'bigint':
        return BigInt(first as string);
      case 'reference':
        return made[first as number];
      case 'array': {
        const list = keep<unknown[]>([], made);
        for (const item of first as Wire[]) list.push(decodeValue(item, made));
        return list;
      }
      case 'map': {
        const map = keep(new Map<unknown, unknown>(), made);
        for (const [key, item] of first as [Wire, Wire][]) {
          map.set(decodeValue(key, made), decodeValue(item, made));
        }
        return map;
      }
      case 'set': {
        const set = keep(new Set<unknown>(), made);
        for (const item of first as Wire[]) set.add(decodeValue(item, made));
        return set;
      }
      case 'object': {
        const object = keep<object>({}, made);
        for (const [key, item] of first as [string, Wire][]) {
          // Defined, not assigned: a member called `__proto__` stays a member.
          const value = decodeValue(item, made);
          Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
        }
        return object;
      }
      case 'buffer':
        return keep(base64.decode(first as string).buffer, made);
      case 'view': {
        const View = Reflect.get(globalThis, first as string);
        return keep(Reflect.construct(View, [base64.decode(second as string).buffer]), made);
      }
      case 'date':
        return keep(new Date(decodeValue(first as Wire, made) as number), made);
      case 'regexp':
        return keep(new RegExp(first as string, second as string), made);
      case 'error':
        return keep(Object.assign(new Error(second as string), { name: first, stack: third }), made);
      default:
        throw new Error(`The message holds an unknown tag: ${tag}`);
    }
  }

  function keep<Value>(value: Value, made: unknown[]): Value {
    made.push(value);
    return value;
  }

  function kindOf(value: object): string {
    return Object.prototype.toString.call(value).slice('[object '.length, -1);
  }

  function refuse(): never {
    throw new Error('An object could not be cloned.');
  }

  return {
    encode: (value) => JSON.stringify(encodeValue(value, new Map())),
    decode: (text) => decodeValue(JSON.parse(text), []),
  };
}
