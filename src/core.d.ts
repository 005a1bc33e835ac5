// The host facilities the pure layers use: UTF-8 both ways, and the signal that work is no longer wanted. Every host we run in (Node, browsers, workers) has them.
interface TextDecoder {
  decode(input: Uint8Array): string;
}
declare var TextDecoder: { new (label?: string): TextDecoder };
interface TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}
declare var TextEncoder: { new (): TextEncoder };
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare var AbortController: { new (): AbortController };
