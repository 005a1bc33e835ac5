/** The whole image on one page: who gets what, what the image is, health, the map, and the header. */
import type { FactView, FieldView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import { icon, toneIconName } from '../icons.ts';
import { fieldList } from '../inspector/fields.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';
import { card } from './card.ts';
import { memoryMapElement } from './memoryMap.ts';
import { evaluatedNote, offerEvaluation } from './notEvaluated.ts';
import { programCard } from './program.ts';
import { verdictList } from './verdicts.ts';

export function overviewView(context: Context): View {
  const { summary, inspector } = context;
  const program = programCard(context);
  return {
    element: h(
      'div',
      { class: 'page overview' },
      program && card(text.thisProgram, 'wide', program.element),
      card(program ? text.otherRuntimes : text.whoGetsWhat, 'wide', consumerRows(context)),
      h(
        'div',
        { class: 'card-column' },
        card(text.facts, '', fieldList(inspector, [...origin(context), ...summary.facts])),
        card(text.health, '', health(context)),
      ),
      card(text.header, '', fieldList(inspector, summary.header)),
      card(text.memoryMap, 'wide', memoryMapElement(context)),
    ),
    ...(program && { ready: program.ready }),
  };
}

/** What the header has no room for. */
function origin({ summary }: Context): readonly (FieldView | FactView)[] {
  const { title, soname, origin, format } = summary;
  const field = (label: string, value: string): FieldView => ({ label, value, explain: '' });
  return [
    field(text.nameLabel, title),
    ...(soname === undefined ? [] : [field('DT_SONAME', soname)]),
    field(text.originLabel, origin),
    field(text.formatLabel, format),
  ];
}

function consumerRows(context: Context): HTMLElement {
  const { role, asVdso } = context.summary;
  const consumers = context.summary.consumers.filter(({ program }) => program !== true);
  if (role === 'elf' && !asVdso) return offerEvaluation(context);
  if (consumers.length === 0) return h('p', { class: 'note' }, text.noConsumers);
  const whole = consumers.filter(({ wholeImage }) => wholeImage);
  return h(
    'div',
    { class: 'verdict-lists' },
    evaluatedNote(context),
    verdictList(
      context,
      consumers.filter(({ wholeImage }) => !wholeImage),
    ),
    whole.length > 0 && h('h3', {}, text.wholeImage),
    whole.length > 0 && verdictList(context, whole),
  );
}

function health(context: Context): HTMLElement {
  const { health: state } = context.summary;
  const show = linkButton(text.showProblems, () => context.go({ tab: 'problems' }));
  const any = state.errors + state.warnings + state.notes > 0;
  return h(
    'div',
    { class: `health-card tone-${state.tone}` },
    icon(toneIconName(state.tone) ?? 'info'),
    h('span', {}, state.text),
    any && show,
  );
}
