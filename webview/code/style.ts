/** The Code tab's style sheet. */
import { ownStyle } from '../ownStyle.ts';
import rules from '../styles/code.css' with { type: 'text' };

export const applyStyle = ownStyle(rules);
