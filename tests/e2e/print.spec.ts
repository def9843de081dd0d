/**
 * Goal: the picture is on the paper whether or not the browser has WebGL, on white and whole; worksheets lead back to the site;
 * one worksheet goes with a plan.
 * Method: the built site asked to print, with the drawing library's canvas and without WebGL.
 */
import { expect, test, type Page } from '@playwright/test'
import { catalog, waitForStep } from './lessonPage.ts'
import { openSandbox, watchFirstCrash } from './sandboxPage.ts'

const A4 = { width: 680, height: 960 }

/** Shares of the printed picture that are white, and that are drawn on. */
function readPrinted(page: Page) {
  return page.locator('canvas.printed').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('This is no canvas.')
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let [light, drawn] = [0, 0]
    for (let i = 0; i < pixels.length; i += 4) {
      const most = Math.max(pixels[i], pixels[i + 1], pixels[i + 2])
      const least = Math.min(pixels[i], pixels[i + 1], pixels[i + 2])
      if (pixels[i + 3] > 0 && least > 240) light++
      else if (pixels[i + 3] > 0 && (least < 200 || most - least > 40)) drawn++
    }
    const count = pixels.length / 4
    return { light: light / count, drawn: drawn / count }
  })
}

for (const mode of ['WebGL', 'no WebGL'] as const) {
  test(`the stage is printed with ${mode}`, async ({ page }) => {
    if (mode === 'no WebGL')
      await page.addInitScript(() => {
        const plain = HTMLCanvasElement.prototype.getContext
        HTMLCanvasElement.prototype.getContext = function (
          this: HTMLCanvasElement,
          kind: string,
          ...rest: []
        ) {
          return kind.startsWith('webgl') ? null : Reflect.apply(plain, this, [kind, ...rest])
        } as typeof plain
      })
    await page.emulateMedia({ colorScheme: 'dark' })
    await openSandbox(page)
    await watchFirstCrash(page)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.setViewportSize(A4)
    const printed = await readPrinted(page)
    expect(printed.light).toBeGreaterThan(0.5)
    expect(printed.drawn).toBeGreaterThan(0.005)
    const box = await page.locator('canvas.printed').boundingBox()
    expect(box?.width).toBeGreaterThan(300)
    expect(box?.width).toBeLessThanOrEqual(A4.width)
    // Nothing that belongs to the picture stands outside of it.
    const outside = await page.locator('.picture').evaluate((picture) => {
      const room = picture.getBoundingClientRect()
      return [...picture.querySelectorAll('.stage-label:not([hidden])')].filter((label) => {
        const { left, right, top, bottom } = label.getBoundingClientRect()
        return (
          left < room.left - 4 || right > room.right + 4 || top < room.top - 4 || bottom > room.bottom + 4
        )
      }).length
    })
    expect(outside).toBe(0)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await expect(page.locator('canvas.printed')).toHaveCount(0)
    await expect(page.locator('.stage[data-theme]').first()).toHaveAttribute('data-theme', 'dark')
  })
}

/** How many pages a printer gets, with the margins that browsers begin with. */
async function countPages(page: Page): Promise<number> {
  const side = '10mm'
  const margin = { top: side, bottom: side, left: side, right: side }
  const file = await page.pdf({ format: 'A4', preferCSSPageSize: true, margin })
  return file.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

test('what is on the screen takes no page for nothing, and none for what one presses', async ({ page }) => {
  await page.goto('./#/lessons/the-spiral/side-by-side')
  await waitForStep(page, 'side-by-side')
  await expect(page.locator('.picture canvas').first()).toBeVisible()
  expect(await countPages(page)).toBe(1)
  await page.emulateMedia({ media: 'print' })
  for (const pressed of ['nav', '.ways', '.time', 'select', '.player > .bar'])
    await expect(page.locator(pressed).filter({ visible: true }), pressed).toHaveCount(0)
  await expect(page.getByRole('table').filter({ visible: true }).first()).toBeVisible()
  const { host } = new URL(page.url())
  await expect(page.locator('.step .address')).toHaveText(`${host}/#/lessons/the-spiral/side-by-side`)
  await expect(page.locator('.step .address')).toBeVisible()
  await page.emulateMedia({ media: null })
  await openSandbox(page)
  await watchFirstCrash(page)
  expect(await countPages(page)).toBe(1)
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.locator('.picture canvas').nth(1)).toBeVisible()
  expect(await countPages(page)).toBe(1)
  // Nothing dark stands beside the pictures.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const grounds = await page
    .locator('.stage')
    .evaluateAll((stages) =>
      stages
        .filter((stage) => !stage.querySelector(':scope > canvas'))
        .map((stage) => getComputedStyle(stage).backgroundColor),
    )
  expect(grounds.filter((color) => color !== 'rgba(0, 0, 0, 0)')).toEqual([])
})

test('a worksheet’s last question has company, and none takes more than three pages', async ({ page }) => {
  for (const { lesson } of catalog) {
    await page.goto(`./#/teach/${lesson.id}/worksheet`)
    await expect(page.getByRole('img', { name: `#/lessons/${lesson.id}` })).toBeVisible()
    expect(await countPages(page), lesson.id).toBeLessThanOrEqual(3)
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.paper > section').last()).toHaveCSS('break-before', 'avoid')
    await page.emulateMedia({ media: null })
  }
})

test('a worksheet says where it belongs, to type and to scan, and a plan has one of its own', async ({
  page,
  baseURL,
}) => {
  const host = new URL(baseURL ?? '').host
  await page.goto('./#/teach/the-spiral/worksheet')
  await expect(
    page.getByRole('img', { name: `QR code of http://${host}/#/lessons/the-spiral` }),
  ).toBeVisible()
  await expect(page.locator('.address figcaption')).toHaveText(`${host}/#/lessons/the-spiral`)
  await page.goto('./#/teach/plans/30')
  await page.getByRole('link', { name: 'One worksheet for this plan' }).click()
  await expect(page).toHaveTitle(/^Worksheet: Half an hour/)
  await expect(page.getByText('Which fall is multiplied?')).toBeVisible()
  await expect(page.locator('section.task').first()).toBeVisible()
  expect(await page.locator('section.task').count()).toBeGreaterThanOrEqual(4)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(A4)
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
  expect(scrollWidth).toBe(clientWidth)
})

test('a world on paper has the address of its situation to scan', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('./#/contagion/chain-of-claims')
  const address = page.locator('.contagion .address')
  await expect(address.locator('svg')).toBeAttached()
  await expect(address).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('img', { name: /#\/contagion\/chain-of-claims$/ })).toBeVisible()
})
