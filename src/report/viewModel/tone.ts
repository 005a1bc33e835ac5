/** Emphasis of a row or chip: always accompanied by words or an icon, never colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'muted' | 'plain';
