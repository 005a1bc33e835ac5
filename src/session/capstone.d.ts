declare module '@alexaltea/capstone-js' {
  const create: (options?: {
    readonly wasmBinary?: Uint8Array;
  }) => Promise<import('../code/decode/capstone.ts').CapstoneModule>;
  export default create;
}
