// The one host facility the pure layers use; every host we run in (Node, browsers, workers) has it.
interface TextDecoder {
  decode(input: Uint8Array): string;
}
declare var TextDecoder: { new (label?: string): TextDecoder };
