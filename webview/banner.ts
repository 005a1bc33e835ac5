/** One sentence above the tabs: the file has changed, or a request failed. */

import { h } from './dom.ts';
import type { Host } from './host.ts';
import { icon } from './icons.ts';
import { text } from './text.ts';
import { iconButton, linkButton } from './widgets.ts';

export function staleBanner(host: Host, sentence: string, report: (error: unknown) => void): HTMLElement {
  const reload = linkButton(text.reload, () => void host.call('run', ['retry']).catch(report));
  const banner = h(
    'div',
    { class: 'banner', role: 'status' },
    icon('warning'),
    h('span', {}, sentence),
    reload,
    iconButton(icon('cross'), text.dismiss, () => banner.remove()),
  );
  return banner;
}
