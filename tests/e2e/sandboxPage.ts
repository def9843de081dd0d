/** What a person sees and does in the sandbox, so that tests say what they check and not where it stands. */
import { expect, type Locator, type Page } from '@playwright/test'
import { hearLine } from './modelLine.ts'

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }
const isLong = process.env['LONG_TESTS'] === '1'
const ALL_LOOKS = (['dark', 'light'] as const).flatMap((colorScheme) =>
  [DESK, PHONE].map((viewport) => ({ colorScheme, viewport })),
)
/** Each theme and each size once; `LONG_TESTS=1` takes every pair of them. */
export const LOOKS = isLong ? ALL_LOOKS : [ALL_LOOKS[0], ALL_LOOKS[3]]

interface Size {
  readonly width: number
  readonly height: number
}

/** Sizes that one visit goes through, state by state; `LONG_TESTS=1` makes a visit of its own at each. */
export const listVisits = <T extends Size>(sizes: readonly T[]): (readonly T[])[] =>
  isLong ? sizes.map((size) => [size]) : [sizes]
/** A desk and a phone. */
export const VISITS = listVisits([DESK, PHONE])
export const nameSizes = (sizes: readonly Size[]) => sizes.map(({ width }) => width).join(' and ')

/** Looks at a state at each size of a visit, there and back by turns: what follows is done at the last one. */
export async function atEachSize<T extends Size>(
  page: Page,
  sizes: readonly T[],
  look: (size: T) => Promise<void>,
): Promise<void> {
  const isAtEnd = page.viewportSize()?.width === sizes[sizes.length - 1].width
  for (const size of isAtEnd ? sizes.toReversed() : sizes) {
    await page.setViewportSize({ width: size.width, height: size.height })
    await look(size)
  }
}

/** Warnings that a browser without a graphics card gives about itself, and the tests' own blocking of service workers. */
const NOT_OURS = /GPU stall due to ReadPixels|WebGL|Failed to create WebGPU|software|blocked by Playwright/i

/** Collects errors and warnings of the page from now on; the list must stay empty. */
export function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    const isWorse = message.type() === 'error' || message.type() === 'warning'
    if (isWorse && !NOT_OURS.test(message.text())) problems.push(message.text())
  })
  return problems
}

export async function openSandbox(page: Page, address = './'): Promise<void> {
  await hearLine(page)
  await page.goto(address)
  await expect(page.getByRole('slider', { name: 'Max leverage' })).toBeEnabled()
}

export const headline = (page: Page): Locator => page.locator('.headline')

/** Slow enough that nothing is over before a test has looked, also where the test gets little of the machine. */
export const choosePace = (
  page: Page,
  label: '0.5/s' | '2/s' | '120/s' | 'fastest',
  options: { force?: boolean } = {},
) => page.getByLabel('Speed, in steps a second').selectOption({ label }, options)

type ToldWindow = typeof globalThis & { told?: string[] }

/** From the next document of this page on: keeps every headline, since one that passes may be gone before a test looks. */
export async function keepHeadlines(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: string[] = []
    ;(globalThis as ToldWindow).told = told
    const look = () => {
      const text = document.querySelector('.headline')?.textContent?.trim()
      if (text && text !== told.at(-1)) told.push(text)
    }
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true })
  })
}

/** Until something was told that fits. */
export async function untilTold(page: Page, words: RegExp): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => (globalThis as ToldWindow).told ?? []))
    .toContainEqual(expect.stringMatching(words))
}

/** The value beside a name, as a number; money and percentages included. */
export async function readNumber(page: Page, name: string): Promise<number> {
  const text = await page.locator('dl > div', { hasText: name }).locator('dd').first().innerText()
  return toNumber(text)
}

function toNumber(text: string): number {
  const match = /−?[\d,]*\.?\d+/.exec(text)
  if (!match) throw new Error(`No number in "${text}".`)
  const scale = /\d[\d.]*M/.test(text) ? 1e6 : /\d[\d.]*K/.test(text) ? 1e3 : 1
  return Number(match[0].replace('−', '-').replaceAll(',', '')) * scale
}

/** The step that the run stands at; the bar's own value is only what was asked for. */
export async function readStep(page: Page): Promise<number> {
  const text = await page.getByRole('slider', { name: 'Moment of the run' }).getAttribute('aria-valuetext')
  return toNumber(/step ([\d,]+)/.exec(text ?? '')?.[1] ?? '')
}

/** Looks often: what is waited for here comes within a moment, and there are thousands of such moments. */
export const OFTEN = { intervals: [20, 40, 60, 100] }

export async function goToStep(page: Page, step: number): Promise<void> {
  await page.getByRole('slider', { name: 'Moment of the run' }).fill(String(step))
  await expect.poll(() => readStep(page), OFTEN).toBe(step)
}

/** Moves a lever to a place between 0 and 1 of its way. */
export async function moveLever(page: Page, name: RegExp | string, share: number): Promise<void> {
  const lever = page.getByRole('slider', { name })
  const most = Number(await lever.getAttribute('max'))
  await lever.fill(String(Math.round(share * most)))
}

/** A row of "what changed", once both runs are known to their end: before and now. */
export async function readChange(page: Page, name: string): Promise<{ before: number; now: number }> {
  await expect(page.getByText('Over the whole run.')).toBeVisible()
  const cells = page.getByRole('row', { name }).getByRole('cell')
  return { before: toNumber(await cells.nth(0).innerText()), now: toNumber(await cells.nth(1).innerText()) }
}

/** Waits until the first crash is told. */
export async function watchFirstCrash(page: Page): Promise<void> {
  await choosePace(page, '120/s')
  await expect(page.getByRole('heading', { name: /^Who paid for/ })).toBeVisible()
}

/** Types into a number field as a person does: select all, type, Enter. */
export async function typeNumber(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByLabel(name, { exact: true })
  await field.focus()
  await field.press('ControlOrMeta+a')
  await field.pressSequentially(text)
  await field.press('Enter')
}

interface Observed {
  copied: string
  /** What the workers are called; "asserting" checks the engine's invariants after every step. */
  names: string[]
  workers: { worker: Worker; runId: number }[]
}
type ObservedWindow = typeof globalThis & { observed: Observed }

/** From the next page on: remembers what is copied, and the workers with the run that each was asked to open first. */
export async function observePage(page: Page, { asserts = false } = {}): Promise<void> {
  await page.addInitScript((asserts) => {
    const observed: Observed = { copied: '', names: [], workers: [] }
    ;(globalThis as ObservedWindow).observed = observed
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void (observed.copied = text) },
    })
    const Plain = Worker
    globalThis.Worker = class extends Plain {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, asserts ? { ...options, name: 'asserting' } : options)
        observed.names.push(asserts ? 'asserting' : (options?.name ?? ''))
        observed.workers.push({ worker: this, runId: 0 })
      }
      override postMessage(message: { request?: { kind: string; runId: number } }): void {
        const own = observed.workers.find(({ worker }) => worker === this)
        if (own && own.runId === 0 && message.request?.kind === 'open') own.runId = message.request.runId
        super.postMessage(message)
      }
    }
  }, asserts)
}

export async function copyLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('The link is copied.')).toBeVisible()
  await page.getByRole('status').getByRole('button', { name: 'Close' }).click()
  return page.evaluate(() => (globalThis as ObservedWindow).observed.copied)
}

/** Everything that can be seen of the run on the screen, every account included, from the page's own worker. */
export function readState(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { worker, runId } = (globalThis as ObservedWindow).observed.workers[0]
        const id = 1e9 + performance.now()
        worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; answer: object }>) => {
          const withArrays = (_name: string, value: unknown) =>
            ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value
          if (data.id === id) resolve(JSON.stringify(data.answer, withArrays))
        })
        worker.postMessage({ id, request: { kind: 'accounts', runId } })
      }),
  )
}
