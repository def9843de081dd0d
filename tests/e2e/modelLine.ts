/**
 * The line between a page and its model, as a test can hear it: what was asked and is not answered yet, and how often
 * something was opened. Who waits for these waits for what is meant, and not for time, however slow the machine is.
 */
import type { Page } from '@playwright/test'

interface Line {
  /** Requests that have no answer yet. */
  readonly owed: Set<number>
  /** Openings that have no answer yet. */
  readonly openings: Set<number>
  /** Whether something was opened, and what follows from that is not answered yet. */
  isBeginning: boolean
  /** How often something was opened and everything answered that followed: the look ahead, the way to the first moment. */
  begun: number
}
interface Message {
  readonly id: number
  readonly request: { readonly kind: string }
}
/** Not once a frame: a test may hold the frames. */
const LOOKS = { polling: 30 }
type HeardWindow = typeof globalThis & { line?: Line }

/** From the next document of this page on. */
export async function hearLine(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard = globalThis as HeardWindow
    if (heard.line) return
    const line: Line = { owed: new Set(), openings: new Set(), isBeginning: false, begun: 0 }
    heard.line = line
    const Plain = Worker
    globalThis.Worker = class extends Plain {
      readonly isModel: boolean
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options)
        // Those of a study and of a table of prices have a line of their own.
        this.isModel = /simulation\.worker/.test(String(address))
        if (!this.isModel) return
        // What a lost worker owed does not come any more.
        line.owed.clear()
        line.openings.clear()
        this.addEventListener('message', ({ data }: MessageEvent<{ id: number }>) => {
          if ('progress' in data || !line.owed.delete(data.id)) return
          if (line.openings.delete(data.id) && !('error' in data)) line.isBeginning = true
          // Later, when the page has heard the answer too and has asked what follows from it.
          setTimeout(() => {
            if (!line.isBeginning || line.owed.size > 0) return
            line.isBeginning = false
            line.begun++
          })
        })
      }
      override postMessage(message: Message): void {
        if (this.isModel) line.owed.add(message.id)
        if (this.isModel && message.request.kind === 'open') line.openings.add(message.id)
        super.postMessage(message)
      }
    }
  })
}

/** Until the model has answered everything. Only for pages at rest: one that plays asks on and on. */
export async function untilAnswered(page: Page): Promise<void> {
  await page.waitForFunction(() => (globalThis as HeardWindow).line?.owed.size === 0, null, LOOKS)
}

/** Does what makes a run begin again, and waits until it has begun. */
export async function beginAgain(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.waitForFunction(
    () => {
      const { line } = globalThis as HeardWindow
      return line && line.begun > 0 && !line.isBeginning && line.openings.size === 0
    },
    null,
    LOOKS,
  )
  const before = await page.evaluate(() => (globalThis as HeardWindow).line?.begun ?? 0)
  await act()
  await page.waitForFunction((begun) => ((globalThis as HeardWindow).line?.begun ?? 0) > begun, before, LOOKS)
}
