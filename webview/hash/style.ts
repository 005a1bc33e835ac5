/** The style sheet of drawn hash tables. */
import { ownStyle } from '../ownStyle.ts';
import rules from '../styles/hash.css' with { type: 'text' };

export const applyHashStyle = ownStyle(rules);
