/**
 * Goal: nothing goes wrong, whatever is done: no error, no warning, no failed model.
 * Method: random pointer, keys and links from a seed that is printed, with the engine's invariants checked after every
 * step. MONKEY_SEED=… repeats a walk.
 */
import { expect, test, type Page } from '@playwright/test'
import seedrandom from 'seedrandom'
import { observePage, openSandbox, watchProblems } from './sandboxPage.ts'

const ACTS = process.env['LONG_TESTS'] === '1' ? 3_000 : 300
const SEED =
  process.env['MONKEY_SEED'] ?? (process.env['LONG_TESTS'] === '1' ? String(Date.now()) : 'loss spiral')
const KEYS = [
  ...['Space', '.', 'ArrowLeft', 'ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowRight', 'Home', 'End'],
  ...[
    '1',
    '5',
    '9',
    '0',
    'r',
    's',
    'u',
    'p',
    'c',
    'Escape',
    'Tab',
    'Shift+Tab',
    'Enter',
    'ArrowUp',
    'PageDown',
    '?',
  ],
]
const HASHES = [
  '#/',
  '#/limits',
  '#/lab',
  '#/lab/rare',
  '#/nowhere',
  '#/?r=',
  '#/?r=1.0.0_0_x',
  '#/?%00',
  '#/lessons',
  '#/lessons/none?x',
]

interface Walk {
  page: Page
  random: () => number
  links: string[]
}
const below = ({ random }: Walk, most: number) => Math.floor(random() * most)
const pick = <T>(walk: Walk, list: readonly T[]): T => list[below(walk, list.length)]

/** A link that the page made itself, sometimes damaged. */
async function followLink(walk: Walk): Promise<string> {
  const { page, links } = walk
  const copied = await page.evaluate(
    () => (globalThis as unknown as { observed?: { copied: string } }).observed?.copied ?? '',
  )
  if (copied !== '') links.push(copied.slice(copied.indexOf('#')))
  let hash = pick(walk, [...HASHES, ...links])
  if (walk.random() < 0.3) hash = hash.slice(0, below(walk, hash.length) + 1)
  await page.evaluate((next) => (location.hash = next), hash)
  return `hash ${hash}`
}

/** Clicks, types into or chooses of one control, straight in the page, so that nothing waits for anything. */
function useControl({ page, random }: Walk): Promise<string> {
  return page.evaluate(
    ([which, value]) => {
      const selector = 'button, input, select, summary, a[href^="#"], [tabindex="0"]'
      const controls = [...document.querySelectorAll<HTMLElement | SVGElement>(selector)].filter(
        // A file picker or a saved file would leave the page.
        (control) => control.checkVisibility() && !/^(Open|Save)/.test(control.textContent ?? ''),
      )
      const control = controls[Math.floor(which * controls.length)]
      if (!control) return 'nothing'
      const name = `${control.tagName} ${(control.getAttribute('aria-label') ?? control.textContent ?? '').slice(0, 40)}`
      if (control instanceof HTMLSelectElement) {
        control.selectedIndex = Math.floor(value * control.options.length)
        control.dispatchEvent(new Event('change', { bubbles: true }))
      } else if (control instanceof HTMLInputElement && control.type === 'range') {
        const [low, high] = [Number(control.min || 0), Number(control.max || 100)]
        control.value = String(low + value * (high - low))
        control.dispatchEvent(new Event('input', { bubbles: true }))
        control.dispatchEvent(new Event('change', { bubbles: true }))
      } else if (control instanceof HTMLInputElement && !['checkbox', 'radio'].includes(control.type)) {
        // What no number is cannot even be typed into a field of numbers: the browser drops it, and says so itself.
        const words = control.type === 'number' ? [] : ['NaN', '<b>', '∞']
        const texts = ['', '0', '-1', '1e9', '7', '250', '3000', ...words, String(value)]
        control.value = texts[Math.floor(value * texts.length)]
        control.dispatchEvent(new Event('input', { bubbles: true }))
        control.dispatchEvent(new Event('change', { bubbles: true }))
      } else if (control instanceof HTMLElement) control.click()
      // A picture has no click of its own.
      else (control as Element).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
      return name
    },
    [random(), random()] as const,
  )
}

async function usePointer(walk: Walk): Promise<string> {
  const { mouse } = walk.page
  const size = walk.page.viewportSize() ?? { width: 1, height: 1 }
  const [x, y] = [below(walk, size.width), below(walk, size.height)]
  await mouse.move(x, y)
  if (walk.random() < 0.5) await mouse.wheel(0, below(walk, 600) - 300)
  else {
    await mouse.down()
    await mouse.move(below(walk, size.width), y, { steps: 3 })
    await mouse.up()
  }
  return `pointer ${x} ${y}`
}

async function act(walk: Walk): Promise<string> {
  const die = walk.random()
  if (die < 0.55) return useControl(walk)
  if (die < 0.8) {
    const key = pick(walk, KEYS)
    await walk.page.keyboard.press(key)
    return `key ${key}`
  }
  return die < 0.95 ? usePointer(walk) : followLink(walk)
}

test(`random input, ${ACTS} acts`, async ({ page }) => {
  test.info().annotations.push({ type: 'seed', description: SEED })
  const problems = watchProblems(page)
  page.on('dialog', (dialog) => void dialog.dismiss())
  page.on('crash', () => problems.push('the page crashed'))
  await observePage(page, { asserts: true })
  await openSandbox(page)
  const walk: Walk = { page, random: seedrandom(SEED), links: [] }
  const done: string[] = []
  while (done.length < ACTS && problems.length === 0) {
    done.push(await act(walk))
    const stopped = await page
      .getByRole('alert')
      .filter({ hasText: /has stopped|went wrong/ })
      .count()
    if (stopped > 0) problems.push(await page.getByRole('alert').first().innerText())
  }
  expect(problems, `seed ${SEED}, after ${done.length} acts: ${done.slice(-12).join(' | ')}`).toEqual([])
  expect(
    await page.evaluate(() => (globalThis as unknown as { observed: { names: string[] } }).observed.names),
  ).toContain('asserting')
})
