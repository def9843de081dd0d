/**
 * Goal: whatever fails is said and survived: the model, the graphics card, storage, numbers out of range, unknown
 * addresses.
 * Method: each failure is made in the built site, and afterwards the same moment must be there again.
 */
import { expect, test } from '@playwright/test'
import { waitForStep } from './lessonPage.ts'
import { untilAnswered } from './modelLine.ts'
import { loseContext, takeAtRest } from './pictures.ts'
import {
  choosePace,
  goToStep,
  headline,
  openSandbox,
  readNumber,
  readStep,
  typeNumber,
  watchProblems,
  watchFirstCrash,
} from './sandboxPage.ts'

test('a model that stops is said, and comes back at the same moment', async ({ page }) => {
  await openSandbox(page)
  await goToStep(page, 40)
  const soldOut = await readNumber(page, 'Sold out')
  const [worker] = page.workers()
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('a fault that a test made')
    })
  })
  // At once, though nothing was under way.
  await expect(page.getByRole('alert')).toContainText('The model has stopped')
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => readStep(page)).toBe(40)
  await expect.poll(() => readNumber(page, 'Sold out')).toBe(soldOut)
})

test('a model that ends without a word is said at once, also while it plays', async ({ page }) => {
  await openSandbox(page)
  await choosePace(page, '2/s')
  await goToStep(page, 20)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => readStep(page)).toBeGreaterThan(20)
  const [worker] = page.workers()
  await worker.evaluate(() => close())
  await expect(page.getByRole('alert')).toContainText('The model has stopped')
  const step = await readStep(page)
  const soldOut = await readNumber(page, 'Sold out')
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => readStep(page)).toBe(step)
  await expect.poll(() => readNumber(page, 'Sold out')).toBe(soldOut)
})

test('a minute in the background neither loses the run nor makes it jump', async ({ page }) => {
  await page.clock.install()
  await openSandbox(page)
  await page.clock.runFor(500)
  await goToStep(page, 20)
  await page.getByLabel('Speed, in steps a second').selectOption({ label: '8/s' })
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await page.clock.runFor(300)
  // From here on only as much time passes as the test lets pass, however long the machine takes between two looks.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000)
  await untilAnswered(page)
  const before = await readStep(page)
  // A hidden tab gets no frames; when it is shown again, one frame carries the whole minute.
  await page.clock.fastForward(60_000)
  await page.clock.runFor(50)
  await untilAnswered(page)
  const after = await readStep(page)
  expect(after).toBeGreaterThanOrEqual(before)
  expect(after - before).toBeLessThanOrEqual(3)
  await page.clock.runFor(1_000)
  await expect.poll(() => readStep(page)).toBeGreaterThan(after)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a picture that the graphics card takes away is said, and comes back', async ({ page }) => {
  await openSandbox(page)
  await goToStep(page, 40)
  const canvas = page.locator('.stage canvas')
  await expect(canvas).toBeVisible()
  const before = await takeAtRest(canvas)
  await loseContext(canvas)
  await expect(page.getByText('The graphics card took the picture away.')).toBeVisible()
  await page.evaluate(() => (globalThis as unknown as { restore: () => void }).restore())
  await expect(page.getByText('The graphics card took the picture away.')).toHaveCount(0)
  // The same picture, to the last pixel, and another one at another moment.
  expect((await takeAtRest(canvas)).equals(before)).toBe(true)
  await goToStep(page, 12)
  expect((await takeAtRest(canvas)).equals(before)).toBe(false)
})

test('a picture of another size is never seen empty', async ({ page }) => {
  await page.addInitScript(() => {
    type Watched = typeof globalThis & { emptyFrames: number }
    const watched = globalThis as Watched
    const empty = new Set<HTMLCanvasElement>()
    watched.emptyFrames = 0
    const own = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'height') ?? {}
    Object.defineProperty(HTMLCanvasElement.prototype, 'height', {
      ...own,
      set(this: HTMLCanvasElement, height: number) {
        own.set?.call(this, height)
        if (this.isConnected && this.closest('.stage')) empty.add(this)
      },
    })
    const draw = WebGL2RenderingContext.prototype.drawArrays
    WebGL2RenderingContext.prototype.drawArrays = function (...given) {
      empty.delete(this.canvas as HTMLCanvasElement)
      draw.apply(this, given)
    }
    const ask = requestAnimationFrame.bind(globalThis)
    globalThis.requestAnimationFrame = (call) =>
      ask((now) => {
        // What is empty at the beginning of a frame was so on the screen.
        watched.emptyFrames += empty.size
        empty.clear()
        call(now)
      })
  })
  const readEmpty = () => page.evaluate(() => (globalThis as unknown as { emptyFrames: number }).emptyFrames)
  await openSandbox(page)
  const picture = page.locator('.stage canvas')
  for (const height of [700, 820, 640]) {
    const before = (await picture.boundingBox())?.height
    await page.setViewportSize({ width: 1200, height })
    await expect.poll(async () => (await picture.boundingBox())?.height).not.toBe(before)
  }
  expect(await readEmpty()).toBe(0)
})

test('without WebGL the picture is plainer, says so, and the run is the same', async ({ page }) => {
  const problems = watchProblems(page)
  await page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
      return String(given[0]).startsWith('webgl') ? null : getContext.apply(this, given as never)
    } as typeof getContext
  })
  await openSandbox(page)
  await goToStep(page, 40)
  await expect(page.getByText('draws the plain picture')).toBeVisible()
  expect(await readNumber(page, 'Sold out')).toBeGreaterThan(0)
  expect(problems).toEqual([])
})

test('a model that cannot be loaded is said, and starts when it can', async ({ page }) => {
  await page.route('**/simulation.worker*', (route) => route.abort())
  await page.goto('./')
  await expect(page.getByRole('alert')).toContainText('The model has stopped')
  await page.unroute('**/simulation.worker*')
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(headline(page)).toContainText('traders')
})

test('a set-up that cannot run names its field, and is taken back', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'What traders do by themselves' }).click()
  await typeNumber(page, 'Top-ups', '1000')
  const banner = page.getByRole('alert')
  await expect(banner).toContainText('crowd.behavior.topUp.times')
  await banner.getByRole('button', { name: /^Take back/ }).click()
  await expect(banner).toHaveCount(0)
  await goToStep(page, 30)
})

test('a number that is out of range is refused with its range', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'The crowd' }).click()
  await typeNumber(page, 'Share of longs', '140')
  await expect(page.getByText('Not set: it takes a number from 0 to 100.')).toBeVisible()
})

test('an unknown address says so and leads back', async ({ page }) => {
  await page.goto('./#/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such place' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to the sandbox' }).click()
  await expect(page.getByRole('slider', { name: 'Max leverage' })).toBeVisible()
})

test('storage that is full or refused is survived and said', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await openSandbox(page)
  await page.getByRole('banner').getByLabel('Theme').selectOption('light')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.getByText(/storage is full/)).toBeVisible()
})

test('storage that may not even be asked for is survived and said', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('not here', 'SecurityError')
      },
    })
  })
  await openSandbox(page)
  await page.getByRole('banner').getByLabel('Theme').selectOption('light')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.getByText(/does not allow this site to store anything/)).toBeVisible()
})

test('settings are kept under the address of the folder, and damaged ones are replaced', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('banner').getByLabel('Theme').selectOption('light')
  expect(await page.evaluate(() => Object.keys(localStorage))).toContain('loss-spiral:/:settings')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.evaluate(() => localStorage.setItem('loss-spiral:/:settings', '{"theme":'))
  await page.reload()
  await expect(page.getByText(/stored settings were damaged/)).toBeVisible()
  await expect(headline(page)).toBeVisible()
})

test('without any canvas the page says so, and numbers, tables and words remain', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  await openSandbox(page)
  await watchFirstCrash(page)
  const said = page.getByText('This browser draws no picture here.')
  await expect(said).toBeVisible()
  const color = await page.locator('body').evaluate((body) => getComputedStyle(body).color)
  await expect(said).toHaveCSS('color', color)
  await expect(page.locator('canvas').filter({ visible: true })).toHaveCount(0)
  await expect(page.getByText(/^Who pays for \$[\d,]+/).first()).toBeVisible()
  await page.getByText('The stage in words', { exact: true }).click()
  await expect(page.locator('details', { hasText: 'The stage in words' })).toContainText(/sold out/)
  await page.goto('./#/lessons/the-spiral/side-by-side')
  await waitForStep(page, 'side-by-side')
  await expect(page.getByText('This browser draws no picture here.').first()).toBeVisible()
  await expect(page.locator('.numbers')).toContainText('%')
  expect(broken).toEqual([])
})
