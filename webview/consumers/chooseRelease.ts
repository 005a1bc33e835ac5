/** The release of a consumer, chosen where its verdict stands. */
import type { ConsumerView } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { text } from '../text.ts';
import { dropdown } from '../widgets.ts';

export function chooseRelease(context: Context, consumer: ConsumerView): HTMLElement {
  // Newest first: that is what most readers want to see.
  const options = [...consumer.releases].reverse().map((release) => ({
    value: release,
    text: `${consumer.name} ${release}`,
  }));
  const element = dropdown(text.releaseOf(consumer.name), options, consumer.release, (release) =>
    context.apply(context.host.call('chooseRelease', [consumer.id, release])),
  );
  // The focus goes to the select inside when the page is made anew.
  element.querySelector('select')?.setAttribute('data-focus', `release-${consumer.id}`);
  return element;
}
