/**
 * Saving a run: pauses it, reads one moment of it, and writes the file in parts with pauses between, so that the page stays
 * alive, the progress shows and a long file can be given up. A run that changes meanwhile makes no file.
 */
import type { CsvForm } from '../schema/csvCell.ts'
import type { Run } from './run.svelte.ts'
import {
  toAccountsFile,
  toEventsFile,
  toRunFile,
  toSeriesFile,
  type PartedFile,
  type RunToSave,
} from './runExport.ts'

/** A file that is complete. */
export interface SavedFile {
  readonly name: string
  readonly content: Blob
}

const LOOK_AGAIN_MS = 10

const pause = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A run of whatever kind, as far as saving is concerned. */
interface Savable {
  readonly busy: boolean
  readonly document: object | null
  readonly opened: object | null
  readonly series: object
  pause(): void
}

export abstract class PartedSaving {
  /** The share that is written; null while nothing is. */
  progress = $state<number | null>(null)
  /** What became of the last wish. */
  words = $state('')
  #isCancelled = false

  cancel(): void {
    this.#isCancelled = true
  }

  protected async save(run: Savable, make: () => Promise<PartedFile | null>): Promise<SavedFile | null> {
    if (this.progress !== null) return null
    this.#isCancelled = false
    this.words = ''
    this.progress = 0
    try {
      run.pause()
      while (run.busy && !this.#isCancelled) await pause(LOOK_AGAIN_MS)
      const { document, opened, series } = run
      if (!document || !opened) return null
      const file = await make()
      const isSame = () => run.document === document && run.series === series
      return file && (await this.#write(file, isSame))
    } finally {
      this.progress = null
    }
  }

  async #write({ name, type, parts }: PartedFile, isSame: () => boolean): Promise<SavedFile | null> {
    const texts: string[] = []
    for (const { text, done } of parts) {
      texts.push(text)
      this.progress = done
      if (done < 1) await pause()
      if (this.#isCancelled) return this.#giveUp('Given up: no file was saved.')
      if (!isSame()) return this.#giveUp('The run was changed meanwhile, so no file was saved. Try again.')
    }
    this.words = `Saved ${name}.`
    return { name, content: new Blob(texts, { type }) }
  }

  #giveUp(words: string): null {
    this.words = words
    return null
  }
}

export class RunSaving extends PartedSaving {
  /** The series as CSV; null, with words, where there is no file. */
  saveSeries(run: Run, form: CsvForm = 'point'): Promise<SavedFile | null> {
    return this.#save(run, (toSave) => Promise.resolve(toSeriesFile(toSave, form)))
  }

  /** Every account of this moment as CSV. */
  saveAccounts(run: Run, form: CsvForm): Promise<SavedFile | null> {
    return this.#save(run, async (toSave) => {
      const report = await run.accounts()
      return report && toAccountsFile({ ...toSave, step: report.step }, report.table, form)
    })
  }

  /** Every event so far as CSV. */
  saveEvents(run: Run, form: CsvForm): Promise<SavedFile | null> {
    return this.#save(run, (toSave) => Promise.resolve(toEventsFile(toSave, form)))
  }

  /** Everything as JSON; null, with words, where there is no file. */
  saveRun(run: Run): Promise<SavedFile | null> {
    return this.#save(run, async (toSave) => {
      const report = await run.accounts()
      // The run may have moved on to another step before the answer: the report's own step is the one that counts.
      return report && toRunFile({ ...toSave, step: report.step }, report.summary, report.table)
    })
  }

  #save(run: Run, make: (toSave: RunToSave) => Promise<PartedFile | null>): Promise<SavedFile | null> {
    return this.save(run, async () => {
      const { document, opened, series, events, step } = run
      if (!document || !opened) return null
      const { engineVersion } = opened
      return make({ scenario: document, engineVersion, series, events, step })
    })
  }
}
