/**
 * Goal: whatever is printed comes out whole: no sheet with a few lines only, nothing beside the paper, the picture in a form that
 * suits it, and from a run the way back to it.
 * Method: the sheets that Chromium gives a printer, in both formats, of all that teachers print, of lessons, and of each place; with
 * the drawing library and without WebGL.
 */
import { expect, test, type Page } from '@playwright/test'
import { catalog, waitForStep } from './lessonPage.ts'
import { print, type PrintedSheet } from './printedSheets.ts'
import { openSandbox, watchFirstCrash } from './sandboxPage.ts'

/** Less of a sheet is a waste of paper. */
const LEAST = 0.3
/** Where the margin of the paper begins. */
const EDGE = 0.97
const FORMATS = ['A4', 'Letter'] as const

async function expectWhole(page: Page, name: string, most: number): Promise<void> {
  for (const format of FORMATS) {
    const sheets = await print(page, format)
    const said = `${name} on ${format}: ${sheets.map(({ end }) => end.toFixed(2)).join(', ')}`
    expect(sheets.length, said).toBeLessThanOrEqual(most)
    for (const { end, right } of sheets as readonly PrintedSheet[]) {
      if (sheets.length > 1) expect(end, said).toBeGreaterThan(LEAST)
      expect(right, said).toBeLessThan(EDGE)
    }
  }
}

async function withoutWebGl(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const plain = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: []) {
      return kind.startsWith('webgl') ? null : Reflect.apply(plain, this, [kind, ...rest])
    } as typeof plain
  })
}

test('worksheets, notes and answers of each lesson have no sheet with a few lines only', async ({ page }) => {
  for (const { lesson } of catalog)
    for (const sheet of ['', '/worksheet', '/answers']) {
      await page.goto(`./#/teach/${lesson.id}${sheet}`)
      await expect(page.locator('.paper .foot')).toContainText(lesson.id)
      await expectWhole(page, `${lesson.id}${sheet}`, 4)
    }
})

test('plans and their worksheets have no sheet with a few lines only', async ({ page }) => {
  await page.goto('./#/teach')
  const found = page.locator('a[href^="#/teach/plans/"]')
  await expect(found.first()).toBeVisible()
  const hashes = new Set(
    await found.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')),
  )
  expect(hashes.size).toBeGreaterThan(1)
  for (const hash of [...hashes].flatMap((one) =>
    one.endsWith('worksheet') ? [one] : [one, `${one}/worksheet`],
  )) {
    await page.goto(`./${hash}`)
    await expect(page.locator('.paper h1')).toBeVisible()
    await expectWhole(page, hash, 6)
  }
})

for (const mode of ['WebGL', 'no WebGL'] as const)
  test(`a step of a lesson fits a sheet, with its picture and its numbers, with ${mode}`, async ({
    page,
  }) => {
    if (mode === 'no WebGL') await withoutWebGl(page)
    await page.setViewportSize({ width: 1280, height: 720 })
    for (const { lesson } of catalog) {
      const compared = lesson.steps.find(({ kind }) => kind === 'compare')
      const checked = lesson.steps.findLast(({ kind }) => kind === 'check')
      for (const step of [compared, checked]) {
        if (!step) continue
        await page.goto(`./#/lessons/${lesson.id}/${step.id}`)
        await waitForStep(page, step.id)
        await expect(page.locator('.scene :is(canvas, svg)').first()).toBeVisible()
        await expect(page.locator('.picture:not(:has(canvas))')).toHaveCount(0)
        await expectWhole(page, `${lesson.id}/${step.id}`, 1)
      }
    }
  })

test('a run is printed with its bill, and with the address and the code that lead back to it', async ({
  page,
  baseURL,
}) => {
  await openSandbox(page)
  await watchFirstCrash(page)
  await expectWhole(page, 'sandbox', 1)
  const paid = await page.locator('.side .payers strong').allTextContents()
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Every cent accounted for').filter({ visible: true })).toBeVisible()
  // What the card says is what the bill says.
  await expect(page.getByText('Who paid for').filter({ visible: true })).toHaveCount(0)
  const address = (await page.locator('.address figcaption').textContent()) ?? ''
  await expect(page.getByRole('img', { name: `QR code of http://${address}` })).toBeVisible()
  const picture = await page.locator('canvas.printed').boundingBox()
  expect((picture?.width ?? 9) / (picture?.height ?? 1)).toBeLessThan(2.5)
  await page.emulateMedia({ media: null })
  expect(`http://${address}`).toContain(new URL(baseURL ?? '').host)
  await page.goto('about:blank')
  await openSandbox(page, `http://${address}`)
  await expect(page.locator('.side .payers strong')).toHaveText(paid)
})

test('each place is printed on white, without what one presses, and whole', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const [hash, ready] of [
    ['#/contagion', '.house canvas'],
    ['#/lab', '.answer p:has-text("runs, done")'],
    ['#/desk', '.street'],
    ['#/limits', 'dl'],
  ] as const) {
    await page.goto(`./${hash}`)
    await expect(page.locator(ready).first()).toBeVisible()
    await expectWhole(page, hash, 3)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await expect(page.locator('header nav, header .tools').filter({ visible: true })).toHaveCount(0)
    const color = await page.evaluate(() => getComputedStyle(document.body).color)
    expect(color, hash).toBe('rgb(0, 0, 0)')
    await page.emulateMedia({ media: null, colorScheme: 'dark' })
  }
})
