/** The entry of the worker that reads tables of prices: a large one takes seconds, in which the page goes on. */
import { holdLife } from './liveness.ts'
import { decodeText } from '../prices/decodeText.ts'
import { openPrices, type OpenedPrices } from '../prices/openPrices.ts'
import type { PriceTask } from './pricesPool.ts'

interface WorkerScope {
  readonly name: string
  onmessage: ((event: MessageEvent<PriceTask<Parameters<typeof openPrices>[1]>>) => void) | null
  postMessage(reply: { readonly answer: OpenedPrices } | { readonly error: string }): void
}
const scope = self as unknown as WorkerScope

holdLife(scope.name)

scope.onmessage = ({ data: { table, choice } }) => {
  try {
    const text = typeof table === 'string' ? table : decodeText(new Uint8Array(table))
    scope.postMessage({ answer: openPrices(text, choice) })
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
}
