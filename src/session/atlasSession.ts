/** The page of the atlas: kernels of one architecture, and all consumers or the releases of one, as a table. */
import { type Atlas, makeAtlas } from '../consumers/atlas/atlas.ts';
import { kernelImageNamed } from '../consumers/atlas/kernels.ts';
import { catalog, consumerById } from '../consumers/catalog/index.ts';
import { type KernelImage, kernelImages } from '../consumers/catalog/kernelImages.ts';
import type { CatalogConsumer, Selection } from '../consumers/model.ts';
import type { Language } from '../elf/language.ts';
import { atlasJson } from '../report/output/atlasJson.ts';
import { atlasText } from '../report/output/atlasText.ts';
import type { ReportTable } from '../report/tables/table.ts';
import { utf8Bytes } from '../report/utf8Writer.ts';
import type { ChoiceView } from '../report/viewModel/choices.ts';
import type { DetailView } from '../report/viewModel/detail.ts';
import type { AtlasChoice, TablePageView } from '../report/viewModel/tablePage.ts';
import { atlasDetail } from '../report/views/atlasDetail.ts';
import { ATLAS_FIXED_COLUMNS, atlasTable } from '../report/views/atlasTable.ts';
import { type AtlasTable, atlasTables, releaseRuns } from '../report/views/atlasView.ts';
import type { Words } from '../report/words.ts';
import type { ExportFormat } from './model.ts';
import type { SliceScheduler } from './rows/sliceScheduler.ts';
import { type Chosen, TablePage } from './tablePage.ts';
import { english, type SessionWords, sessionLanguages } from './words.ts';

export interface AtlasInput {
  /**
   * All consumers, in the order wanted, each at the release wanted. Those that take an image as a whole are left out:
   * the atlas's images are written, and have names and tables only.
   */
  readonly selection: Selection;
  /** This machine's, as uname names it: "x86_64", "aarch64". */
  readonly machine: string;
  /** Of the page, with its words read; absent: English. */
  readonly language?: Language | undefined;
  /** "vdso-explorer 1.2.3" */
  readonly generator: string;
}

interface Made extends Chosen<AtlasChoice> {
  readonly atlas: Atlas;
  readonly view: AtlasTable;
}

export class AtlasSession extends TablePage<AtlasChoice, Made> {
  private readonly input: AtlasInput;

  constructor(input: AtlasInput, words: SessionWords = sessionLanguages.in(input.language ?? 'en')) {
    super(words);
    const looksNamesUp = new Set(catalog.map(({ id }) => id));
    this.input = { ...input, selection: input.selection.filter(({ id }) => looksNamesUp.has(id)) };
  }

  protected detailOf({ view }: Made, index: number, column: number): DetailView | undefined {
    const line = view.lines[index];
    return line && atlasDetail(this.words, line, column - ATLAS_FIXED_COLUMNS);
  }

  protected exported({ atlas }: Made, format: ExportFormat): Iterable<Uint8Array> {
    if (format === 'text') return Array.from(atlasText(english, atlas, true), utf8Bytes);
    return atlasJson(english, atlas, this.input.generator);
  }

  protected inEnglish({ atlas }: Made): ReportTable | undefined {
    const [view] = atlasTables(english, atlas);
    return view && atlasTable(english, view);
  }

  protected known({ arch, consumer, release }: Partial<AtlasChoice>): AtlasChoice {
    const image = kernelImages.find((each) => each.arch === arch) ?? ofMachine(this.input.machine);
    const known = catalog.find(({ id }) => id === consumer);
    const hasRelease = known?.releases.some(({ name }) => name === release) === true;
    return {
      arch: image.arch,
      consumer: known?.id ?? '',
      release: hasRelease && release !== undefined ? release : '',
    };
  }

  protected async make(choice: AtlasChoice, scheduler: SliceScheduler): Promise<Made> {
    const image = kernelImageNamed(choice.arch);
    const images = image === undefined ? [] : [image];
    const atlas = await makeAtlas(this.selected(choice), (work) => scheduler.run(work), images);
    const [view] = atlasTables(this.words, atlas);
    if (view === undefined) throw new RangeError(`There is no kernel of ${choice.arch}.`);
    return { choice, atlas, view, table: atlasTable(this.words, view) };
  }

  private selected({ consumer, release }: AtlasChoice): Selection {
    if (consumer === '') return this.input.selection;
    if (release !== '') return [{ id: consumer, release }];
    return newestFirst(consumerById(consumer)).map((name) => ({ id: consumer, release: name }));
  }

  protected page({ choice, view, table }: Made): TablePageView & { choice: AtlasChoice } {
    const own = ofMachine(this.input.machine);
    const consumer = consumerById(choice.consumer);
    const { lines, absent, hashTables } = view;
    const { atlas: say } = this.words.report;
    const arches = kernelImages.map((image) => {
      const title = say.archTitle(image);
      return { value: image.arch, text: image === own ? say.thisMachine(title) : title };
    });
    const consumers = [{ value: '', text: say.allRuntimes }, ...catalog.map(consumerChoice)];
    return {
      title: say.title,
      about: {
        title: say.aboutTitle,
        paragraphs: [
          say.about,
          say.hashTablesNote(releaseRuns(this.words, hashTables)),
          ...(consumer === undefined ? [] : [say.releasesNote]),
          ...(lines.length > 0 && absent.length > 0 ? [say.nobodyHere(absent)] : []),
        ],
      },
      choice,
      lists: [
        { id: 'arch', label: say.archList, options: arches },
        { id: 'consumer', label: say.consumerList, options: consumers, clears: 'release' },
        ...(consumer === undefined
          ? []
          : [{ id: 'release', label: say.releaseList, options: releaseChoices(this.words, consumer) }]),
      ],
      table: table.view,
    };
  }
}

function consumerChoice({ id, name }: CatalogConsumer): ChoiceView {
  return { value: id, text: name };
}

function releaseChoices({ report }: Words, consumer: CatalogConsumer): readonly ChoiceView[] {
  const { name } = consumer;
  const releases = newestFirst(consumer).map((release) => ({
    value: release,
    text: report.consumerLabel({ name, release }),
  }));
  return [{ value: '', text: report.atlas.allReleases(name) }, ...releases];
}

function newestFirst(consumer: CatalogConsumer | undefined): readonly string[] {
  return consumer?.releases.map(({ name }) => name).reverse() ?? [];
}

/** The kernels of a machine as uname names it; x86-64's for one that is not known here. */
function ofMachine(machine: string): KernelImage {
  const name = machine.replace(/^armv\d.*/, 'arm').replace(/^i[3-6]86$/, 'i386');
  const image = kernelImageNamed(name) ?? kernelImages[0];
  if (image === undefined) throw new RangeError('The atlas has no kernels.');
  return image;
}
