/** The little of it that specs use to run what the server sends to browsers; its own types want those of a browser. */
declare module 'jsdom' {
  /** An inserted frame. */
  export interface FrameElement {
    src: string;
    height: string;
    title: string;
    readonly contentWindow: unknown;
    readonly previousElementSibling: { readonly localName: string } | null;
  }

  export interface DOMWindow {
    readonly document: { querySelector(selector: string): FrameElement | null };
    readonly MessageEvent: new (type: string, init: { data: unknown; origin: string; source: unknown }) => object;
    eval(code: string): void;
    dispatchEvent(event: object): boolean;
  }

  export class JSDOM {
    constructor(html: string, options: { url: string; runScripts: 'outside-only' });
    readonly window: DOMWindow;
  }
}
