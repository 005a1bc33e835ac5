/** Exports under way in the worker, by the ids that their readers gave them. */
import type { ExportFormat, Session } from '../model.ts';

interface Export {
  readonly pieces: AsyncIterator<Uint8Array<ArrayBuffer>>;
  readonly controller: AbortController;
}

export class Exports {
  readonly #session: () => Promise<Session>;
  readonly #running = new Map<number, Export>();

  constructor(session: () => Promise<Session>) {
    this.#session = session;
  }

  /** Withdrawing the request for a piece ends the export. */
  async piece(
    id: number,
    format: ExportFormat,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const session = await this.#session();
    const { pieces, controller } = this.#running.get(id) ?? this.#begin(session, id, format);
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort, { once: true });
    const next = await pieces.next();
    signal.removeEventListener('abort', abort);
    return next.done === true ? undefined : next.value;
  }

  end(id: number): void {
    this.#running.get(id)?.controller.abort();
    this.#running.delete(id);
  }

  #begin(session: Session, id: number, format: ExportFormat): Export {
    const controller = new AbortController();
    const pieces = session.export(format, controller.signal)[Symbol.asyncIterator]();
    const begun = { pieces, controller };
    this.#running.set(id, begun);
    return begun;
  }
}
