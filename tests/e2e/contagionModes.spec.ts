/**
 * Goal: the place of several houses works as the sandbox does for who cannot use a mouse, does not want motion, needs colors of their own,
 * prints it, or is harmed by flashes.
 * Method: the built site, with the browser's own settings emulated; flashes are counted in pictures of the whole town.
 */
import { expect, test, type Page } from '@playwright/test'
import { FlashMeter, measureLuminance, WCAG_LIMITS } from '../support/flashes.ts'
import { expectAccessible } from './axe.ts'
import { hearLine, untilAnswered } from './modelLine.ts'
import { goToStep, headline, readStep, watchProblems } from './sandboxPage.ts'

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' })

async function openPlace(
  page: Page,
  situation: string,
  reducedMotion: 'reduce' | 'no-preference' = 'reduce',
) {
  await page.emulateMedia({ reducedMotion })
  await hearLine(page)
  await page.goto(`./#/contagion/${situation}`)
  await expect(slider(page)).toBeEnabled()
}

/** Goes on with Tab until something of this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const element = document.activeElement
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLSelectElement
          ? [...(element.labels ?? [])]
          : []
      return (
        element?.getAttribute('aria-label') ??
        (labels.map((label) => label.textContent).join(' ') || (element?.textContent ?? ''))
      )
    })
    if (name.test(found.trim().replace(/\s+/g, ' '))) return
  }
  throw new Error(`Nothing of the name ${name} was reached.`)
}

test('by keyboard alone: a situation is chosen, played, pushed, cut, looked at, and taken back', async ({
  page,
}) => {
  await openPlace(page, 'two-exchanges-one-coin')
  await tabTo(page, /^arbitrage between Alpha and Beta/)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Take back: the channels' })).toBeVisible()
  await page.keyboard.press('u')
  await expect(page.getByRole('switch', { name: /^arbitrage between/ })).toBeChecked()
  await page.locator('main').focus()
  await untilAnswered(page)
  const before = await readStep(page)
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => readStep(page)).toBe(before + 10)
  await tabTo(page, /^Push /)
  await page.keyboard.press('Enter')
  await tabTo(page, /^−20%$/)
  await page.keyboard.press('Enter')
  await page.locator('main').focus()
  await page.keyboard.press('.')
  await expect(headline(page)).toHaveText(/news makes bitcoin worth 20% less/i)
  await tabTo(page, /^Events$/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Only of house/)
  await tabTo(page, /step \d+ · /)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Events' })).toBeVisible()
})

test('without motion nothing plays by itself, and nothing on the town is animated', async ({ page }) => {
  await openPlace(page, 'chain-of-claims')
  await untilAnswered(page)
  expect(await readStep(page)).toBe(0)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => readStep(page)).toBeGreaterThan(14)
  const running = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && (effect as KeyframeEffect).target?.closest('.town'),
        )
        .map((animation) => (animation as CSSAnimation).animationName),
    )
  expect(await running()).toEqual([])
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  // With motion what flows is seen to flow.
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await goToStep(page, 30)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(async () => (await running()).some((name) => name.endsWith('travel'))).toBe(true)
})

test('in colors of one’s own all states and pipes can still be told apart', async ({ page }) => {
  const problems = watchProblems(page)
  await page.emulateMedia({ forcedColors: 'active' })
  await openPlace(page, 'chain-of-claims')
  await goToStep(page, 60)
  await expectAccessible(page, 'in forced colors')
  const looks = await page.evaluate(() => {
    const borderOf = (id: string) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(
        document.querySelector(`[data-house="${id}"]`) as Element,
      )
      return `${borderTopStyle} ${borderTopWidth}`
    }
    const lineOf = (kind: string) => {
      const { stroke, strokeDasharray } = getComputedStyle(
        document.querySelector(`.pipe.${kind} .body`) as Element,
      )
      return `${stroke} ${strokeDasharray}`
    }
    const knob = document.querySelector('.knob') as Element
    return {
      alpha: borderOf('alpha'),
      north: borderOf('north'),
      fear: lineOf('fear'),
      claims: lineOf('placed'),
      knob: getComputedStyle(knob).borderTopStyle,
    }
  })
  expect(looks.alpha).not.toBe(looks.north)
  expect(looks.fear).not.toBe(looks.claims)
  for (const line of [looks.fear, looks.claims]) expect(line).not.toMatch(/^none/)
  expect(looks.knob).toBe('solid')
  expect(problems).toEqual([])
})

test('on paper stand the words, every house and who failed, and nothing that is pressed', async ({
  page,
}) => {
  await openPlace(page, 'chain-of-claims')
  await goToStep(page, 60)
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 680, height: 960 })
  await expect(headline(page)).toBeVisible()
  for (const id of ['alpha', 'fund', 'north', 'east', 'west']) {
    const house = page.locator(`[data-house="${id}"]`)
    await expect(house).toBeVisible()
    const isCut = () =>
      house.evaluate(
        (box) => box.scrollHeight - box.clientHeight > 2 || box.getBoundingClientRect().right > 690,
      )
    await expect.poll(isCut, id).toBe(false)
  }
  await expect(page.getByRole('region', { name: 'Who failed, in order' })).toBeVisible()
  for (const name of ['Play', 'Push Fund', 'Copy link', 'Present'])
    await expect(page.getByRole('button', { name, exact: true })).toBeHidden()
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(ground).toMatch(/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/)
})

const FRAMES_A_SECOND = 15
type DecodeWindow = typeof globalThis & { measureLuminance: typeof measureLuminance }

test('while houses fail no area flashes more than three times in a second', async ({ page, context }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.emulateMedia({ colorScheme: 'light' })
  await openPlace(page, 'chain-of-claims', 'no-preference')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const decoder = await context.newPage()
  await decoder.addInitScript({ content: `globalThis.measureLuminance = ${measureLuminance.toString()}` })
  await decoder.goto('about:blank')
  const meter = new FlashMeter(3, { ...WCAG_LIMITS, framesPerSecond: FRAMES_A_SECOND })
  const means: number[] = []
  // A step a picture, twice the usual pace; animations stand where they would be by then.
  for (let frame = 0; frame < 40; frame++) {
    await goToStep(page, 5 + frame)
    await page.evaluate(
      (ms) => {
        for (const animation of document.getAnimations()) {
          animation.pause()
          const from = ((animation as Animation & { begun?: number }).begun ??= ms)
          animation.currentTime = ms - from
        }
      },
      (1_000 * frame) / FRAMES_A_SECOND,
    )
    const picture = await page.screenshot({ animations: 'allow' })
    const { width, luminance } = await decoder.evaluate(
      async ([data, cell]) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
        const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
        pen.drawImage(bitmap, 0, 0)
        const { data: pixels } = pen.getImageData(0, 0, bitmap.width, bitmap.height)
        const measured = (globalThis as DecodeWindow).measureLuminance(
          { width: bitmap.width, height: bitmap.height, pixels },
          cell,
        )
        return { width: bitmap.width, luminance: Array.from(measured) }
      },
      [picture.toString('base64'), WCAG_LIMITS.cell] as const,
    )
    meter.addLuminance(luminance, width)
    means.push(luminance.reduce((sum, value) => sum + value, 0) / luminance.length)
  }
  expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(1e-4)
  expect(meter.mostFlashes).toBeLessThanOrEqual(3)
  expect(meter.largestFlashingArea).toBeLessThan(WCAG_LIMITS.area)
})
