/** The families of languages whose tokens are alike. */
export type Syntax = 'go' | 'c' | 'rust' | 'zig';
