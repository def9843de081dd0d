/** A reader of prices for tests of stores: in this thread, once its gate has opened; a reading that is cancelled breaks, as the worker's does. */
import { decodeText } from '../../src/prices/decodeText.ts'
import { openPrices, type OpenedPrices } from '../../src/prices/openPrices.ts'
import type { PriceChoice } from '../../src/prices/priceChoice.ts'
import type { PricesPool, PriceTask } from '../../src/worker/pricesPool.ts'
import { SupersededError } from '../../src/worker/superseded.ts'

export class HeldReader implements PricesPool<PriceChoice, OpenedPrices> {
  gate: Promise<void> = Promise.resolve()
  /** Readings that went on to their end. */
  read = 0
  #break: (() => void) | null = null

  perform(tasks: readonly PriceTask<PriceChoice>[]): Promise<OpenedPrices[]> {
    this.cancel()
    return new Promise((resolve, reject) => {
      this.#break = () => reject(new SupersededError())
      this.gate
        .then(() => {
          this.read++
          resolve(
            tasks.map(({ table, choice }) =>
              openPrices(typeof table === 'string' ? table : decodeText(new Uint8Array(table)), choice),
            ),
          )
        })
        .catch(reject)
    })
  }

  cancel(): void {
    this.#break?.()
  }
}
