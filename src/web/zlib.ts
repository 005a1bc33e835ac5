/** As sources/containers/unpack/nodeZlib.ts: browsers have no zstd. */
function noZstd(): undefined {
  return undefined;
}

export { noZstd as unzstd };
