/** What hovers are told with. */
export { english as words } from '../session/words.ts';
