/** Saving a run of a world, as a run of a scenario is saved. */
import { PartedSaving, type SavedFile } from '../runSaving.svelte.ts'
import { toEventsFile, type PartedFile } from '../runExport.ts'
import type { Contagion } from './contagion.svelte.ts'
import { toWorldAccountsFile, toWorldFile, toWorldSeriesFile, type WorldToSave } from './worldExport.ts'
import type { CsvForm } from '../../schema/csvCell.ts'

export class WorldSaving extends PartedSaving {
  /** The series as CSV; null, with words, where there is no file. */
  saveSeries(contagion: Contagion, form: CsvForm = 'point'): Promise<SavedFile | null> {
    return this.#save(contagion, (toSave) => Promise.resolve(toWorldSeriesFile(toSave, form)))
  }

  /** Every account of every venue at this moment as CSV. */
  saveAccounts(contagion: Contagion, form: CsvForm = 'point'): Promise<SavedFile | null> {
    return this.#save(contagion, async (toSave) => {
      const report = await contagion.run.accounts()
      return report && toWorldAccountsFile({ ...toSave, step: report.step }, report, form)
    })
  }

  /** Every event so far as CSV; venues and assets by their places in the document. */
  saveEvents(contagion: Contagion, form: CsvForm = 'point'): Promise<SavedFile | null> {
    return this.#save(contagion, (toSave) => Promise.resolve(toEventsFile(toSave, form)))
  }

  /** Everything as JSON. */
  saveRun(contagion: Contagion): Promise<SavedFile | null> {
    return this.#save(contagion, async (toSave) => {
      const report = await contagion.run.accounts()
      return report && toWorldFile({ ...toSave, step: report.step }, report)
    })
  }

  #save(
    { run, world, off }: Contagion,
    make: (toSave: WorldToSave) => Promise<PartedFile | null>,
  ): Promise<SavedFile | null> {
    return this.save(run, async () => {
      const { document, opened, series, events, step } = run
      if (!document || !opened) return null
      const { engineVersion } = opened
      return make({ scenario: document, whole: world ?? document, off, engineVersion, series, events, step })
    })
  }
}
