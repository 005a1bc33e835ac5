declare module '*.css' {
  /** Where it is imported as text. */
  const rules: string;
  export default rules;
}
