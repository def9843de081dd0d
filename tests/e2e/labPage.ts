/** The risk lab as a test opens it: on its own night, or on a short one; and studies that are held, so that they can be called off. */
import { expect, type Page } from '@playwright/test'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

/** Futures that the lab plays by itself. */
export const RUNS = 400
export const night = parseScenario(nightOnTheSandbox)

export async function openLab(page: Page, hash = '#/lab'): Promise<void> {
  await page.goto(`./${hash}`)
  await expect(page.getByText(`${RUNS} of ${RUNS} runs, done`)).toBeVisible()
}

type HeldWindow = typeof globalThis & { tasksLeft?: number }

/** From the next document on, studies can be held; until then they go on. */
export async function makeHoldable(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held = globalThis as HeldWindow
    held.tasksLeft = Infinity
    const Plain = Worker
    globalThis.Worker = class extends Plain {
      readonly isStudy: boolean
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options)
        this.isStudy = /risk\.worker/.test(String(address))
      }
      override postMessage(message: unknown): void {
        if (!this.isStudy || (held.tasksLeft ?? 0) > 0) super.postMessage(message)
        if (this.isStudy) held.tasksLeft = (held.tasksLeft ?? 0) - 1
      }
    }
  })
}

/** Workers get so many tasks more, and no others: a study that has more of them cannot end by itself, however fast the machine is. */
export async function holdStudies(page: Page, tasks: number): Promise<void> {
  await page.evaluate((count) => ((globalThis as HeldWindow).tasksLeft = count), tasks)
}

/** Words of the lab's pictures that the picture's edge cuts. */
export function findCutWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<SVGTextElement>('.answer svg text')].flatMap((word) => {
      const [inner, outer] = [word, word.ownerSVGElement ?? word].map((one) => one.getBoundingClientRect())
      // Half a pixel is the rounding of the page.
      const isCut = inner.left < outer.left - 0.5 || inner.right > outer.right + 0.5
      return isCut ? [word.textContent] : []
    }),
  )
}
