/** What the preload's world of a page says to main. */
export type MessageToMain =
  | { readonly kind: 'invoke'; readonly call: number; readonly channel: string; readonly args: unknown[] }
  | {
      readonly kind: 'send';
      readonly channel: string;
      readonly args: unknown[];
      /** Names of the ports handed over, in their order. */
      readonly ports: string[];
    }
  | PortMessage
  | {
      readonly kind: 'window-open';
      readonly url: string;
      readonly frameName: string;
      readonly features: string;
    }
  | { readonly kind: 'preload-failed'; readonly message: string; readonly stack: string };

/** What main says to the preload's world of a page. */
export type MessageToPage =
  | { readonly kind: 'answered'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly call: number; readonly message: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: unknown[]; readonly ports: string[] }
  | PortMessage;

/** What goes through a port that was handed over, in either direction. */
export type PortMessage =
  | { readonly kind: 'port-message'; readonly port: string; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly port: string };
