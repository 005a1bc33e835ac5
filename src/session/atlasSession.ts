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
import type {
  AtlasChoice,
  AtlasPageView,
  ChoiceView,
  DetailView,
  RowQuery,
  RowWindow,
} from '../report/view.ts';
import { atlasDetail } from '../report/views/atlasDetail.ts';
import { ATLAS_FIXED_COLUMNS, atlasTable } from '../report/views/atlasTable.ts';
import { type AtlasTable, atlasTables, releaseRuns } from '../report/views/atlasView.ts';
import type { Words } from '../report/words.ts';
import type { Copy, CopyQuery, ExportFormat } from './model.ts';
import { OrderCache } from './rows/order.ts';
import { SliceScheduler } from './rows/sliceScheduler.ts';
import { TableQueries } from './rows/tableQueries.ts';
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

interface Made {
  readonly choice: AtlasChoice;
  readonly atlas: Atlas;
  readonly view: AtlasTable;
  readonly table: ReportTable;
  readonly orders: OrderCache;
}

/** Whatever takes a signal rejects with a SessionError "cancelled" when it aborts, and leaves everything as it was. */
export class AtlasSession {
  private readonly input: AtlasInput;
  private readonly words: SessionWords;
  /** What the last choice came to. */
  private made: Made | undefined;

  constructor(input: AtlasInput, words: SessionWords = sessionLanguages.in(input.language ?? 'en')) {
    const looksNamesUp = new Set(catalog.map(({ id }) => id));
    this.words = words;
    this.input = { ...input, selection: input.selection.filter(({ id }) => looksNamesUp.has(id)) };
  }

  /** @param wanted what it names that is not known counts as not chosen */
  async choose(wanted: Partial<AtlasChoice>, signal?: AbortSignal): Promise<AtlasPageView> {
    const choice = this.known(wanted);
    const { made } = this;
    if (made !== undefined && JSON.stringify(made.choice) === JSON.stringify(choice)) return this.page(made);
    this.made = await this.make(choice, new SliceScheduler(signal));
    return this.page(this.made);
  }

  async rows(query: RowQuery, signal?: AbortSignal): Promise<RowWindow> {
    return (await this.queries(signal)).rows(query);
  }

  async copy(query: CopyQuery, signal?: AbortSignal): Promise<Copy> {
    return (await this.queries(signal)).copy(query);
  }

  async locate(query: RowQuery, index: number, signal?: AbortSignal): Promise<number> {
    return (await this.queries(signal)).locate(query, index);
  }

  async find(name: string, signal?: AbortSignal): Promise<number> {
    return (await this.queries(signal)).find(name);
  }

  /** @param column of the table: a kernel's, or one of those before them, which stand for all kernels */
  async detail(index: number, column = 0, signal?: AbortSignal): Promise<DetailView | undefined> {
    const { view } = await this.current(signal);
    const line = view.lines[index];
    return line && atlasDetail(this.words, line, column - ATLAS_FIXED_COLUMNS);
  }

  /** What the terminal writes for the same choice. */
  async export(format: ExportFormat, signal?: AbortSignal): Promise<readonly Uint8Array[]> {
    const { atlas } = await this.current(signal);
    if (format === 'text') return Array.from(atlasText(english, atlas, true), utf8Bytes);
    // A piece is good until the next is asked for.
    return Array.from(atlasJson(english, atlas, this.input.generator), (piece) => piece.slice());
  }

  private async current(signal?: AbortSignal): Promise<Made> {
    if (this.made === undefined) await this.choose({}, signal);
    return this.made as Made;
  }

  private async queries(signal?: AbortSignal): Promise<TableQueries> {
    const { table, orders, atlas } = await this.current(signal);
    return new TableQueries(table, orders, new SliceScheduler(signal), this.words.session, () => {
      const [view] = atlasTables(english, atlas);
      return view && atlasTable(english, view);
    });
  }

  private known({ arch, consumer, release }: Partial<AtlasChoice>): AtlasChoice {
    const image = kernelImages.find((each) => each.arch === arch) ?? ofMachine(this.input.machine);
    const known = catalog.find(({ id }) => id === consumer);
    const hasRelease = known?.releases.some(({ name }) => name === release) === true;
    return {
      arch: image.arch,
      consumer: known?.id ?? '',
      release: hasRelease && release !== undefined ? release : '',
    };
  }

  private async make(choice: AtlasChoice, scheduler: SliceScheduler): Promise<Made> {
    const image = kernelImageNamed(choice.arch);
    const images = image === undefined ? [] : [image];
    const atlas = await makeAtlas(this.selected(choice), (work) => scheduler.run(work), images);
    const [view] = atlasTables(this.words, atlas);
    if (view === undefined) throw new RangeError(`There is no kernel of ${choice.arch}.`);
    return { choice, atlas, view, table: atlasTable(this.words, view), orders: new OrderCache() };
  }

  private selected({ consumer, release }: AtlasChoice): Selection {
    if (consumer === '') return this.input.selection;
    if (release !== '') return [{ id: consumer, release }];
    return newestFirst(consumerById(consumer)).map((name) => ({ id: consumer, release: name }));
  }

  private page({ choice, view, table }: Made): AtlasPageView {
    const own = ofMachine(this.input.machine);
    const consumer = consumerById(choice.consumer);
    const { lines, absent, hashTables } = view;
    const { atlas: say } = this.words.report;
    return {
      title: say.title,
      about: say.about,
      choice,
      arches: kernelImages.map((image) => {
        const title = say.archTitle(image);
        return { value: image.arch, text: image === own ? say.thisMachine(title) : title };
      }),
      consumers: [{ value: '', text: say.allRuntimes }, ...catalog.map(consumerChoice)],
      releases: consumer === undefined ? [] : releaseChoices(this.words, consumer),
      notes: [
        say.hashTablesNote(releaseRuns(this.words, hashTables)),
        ...(consumer === undefined ? [] : [say.releasesNote]),
        ...(lines.length > 0 && absent.length > 0 ? [say.nobodyHere(absent)] : []),
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
