/**
 * Goal: a world is shared and saved as a run of the sandbox is: a link and a file open it at its moment with its pipes cut, what is
 * damaged is refused in words and changes nothing, and its run is saved as CSV, JSON and pictures.
 * Method: the built site, through its buttons, the address, a drop and a paste.
 */
import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { hearLine } from './modelLine.ts'
import { copyLink, goToStep, headline, observePage, readStep, watchProblems } from './sandboxPage.ts'

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' })
const notice = (page: Page) =>
  page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Close' }) })
const pipe = (page: Page) => page.getByRole('switch', { name: /^arbitrage between Alpha and Beta/ })

async function openWorld(page: Page, hash = '#/contagion/two-exchanges-one-coin'): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await hearLine(page)
  await page.goto(`./${hash}`)
  await expect(slider(page)).toBeEnabled()
}

/** What stands in the cellars: the run in numbers. */
const readCellars = (page: Page) => page.locator('.cellar').allInnerTexts()

async function saveWorld(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save file' }).click()
  return readFileSync(await (await download).path(), 'utf8')
}

async function handOver(page: Page, how: 'drop' | 'paste', text: string): Promise<void> {
  await page.evaluate(
    ([way, content]) => {
      const transfer = new DataTransfer()
      if (way === 'drop') transfer.items.add(new File([content], 'world.json', { type: 'application/json' }))
      else transfer.setData('text/plain', content)
      const options = { bubbles: true, cancelable: true }
      document.body.dispatchEvent(
        way === 'drop'
          ? new DragEvent('drop', { dataTransfer: transfer, ...options })
          : new ClipboardEvent('paste', { clipboardData: transfer, ...options }),
      )
    },
    [how, text] as const,
  )
}

test('a link opens the same world at the same moment with the same pipe cut; a damaged one changes nothing', async ({
  page,
  context,
}) => {
  const problems = watchProblems(page)
  await observePage(page)
  await openWorld(page)
  await pipe(page).click()
  await expect(pipe(page)).not.toBeChecked()
  await goToStep(page, 40)
  const cellars = await readCellars(page)
  const link = await copyLink(page)
  expect(link.length).toBeLessThan(3_000)
  const other = await context.newPage()
  await openWorld(other, new URL(link).hash)
  await expect.poll(() => readStep(other)).toBe(40)
  await expect(pipe(other)).not.toBeChecked()
  expect(await readCellars(other)).toEqual(cellars)
  await other.close()
  const { hash } = new URL(link)
  const middle = Math.floor(hash.length / 2)
  for (const damaged of [
    hash.slice(0, -9),
    `${hash.slice(0, middle)}7${hash.slice(middle + 1)}`,
    '#/contagion?w=',
    `#/contagion?w=${'A'.repeat(100_000)}`,
  ]) {
    await page.evaluate((next) => (location.hash = next), damaged)
    await expect(notice(page), damaged.slice(0, 60)).toBeVisible()
    await notice(page).getByRole('button', { name: 'Close' }).click()
    expect(await readStep(page)).toBe(40)
    expect(await readCellars(page)).toEqual(cellars)
  }
  expect(problems).toEqual([])
})

test('a file opens by its button, by a drop and by a paste; a damaged one is refused in words', async ({
  page,
}) => {
  await openWorld(page)
  await goToStep(page, 30)
  const text = await saveWorld(page)
  const cellars = await readCellars(page)
  await page.goto('./#/contagion/vote-too-late')
  await expect(headline(page)).toHaveText('A vote too late.')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open file' }).click()
  await (
    await chooser
  ).setFiles({ name: 'world.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(pipe(page)).toBeVisible()
  await goToStep(page, 30)
  await expect.poll(() => readCellars(page)).toEqual(cellars)
  const spoiled = text.replace(/"kind":\s*"exchange"/, '"kind": "casino"')
  expect(spoiled).not.toBe(text)
  for (const way of ['drop', 'paste'] as const) {
    for (const bad of [spoiled, text.slice(0, 200), '<script>alert(1)</script>{']) {
      await handOver(page, way, bad)
      await expect(notice(page), `${way}: ${bad.slice(0, 30)}`).toBeVisible()
      await notice(page).getByRole('button', { name: 'Close' }).click()
      expect(await readCellars(page)).toEqual(cellars)
    }
    // What is handed over opens later than the hand lets go, and then stands at its start.
    const renamed = text.replace(/"seed":\s*"1"/, `"seed": "${way}"`)
    await handOver(page, way, renamed)
    await expect.poll(() => readCellars(page), way).not.toEqual(cellars)
    await goToStep(page, 30)
    await expect.poll(() => readCellars(page), way).not.toEqual(cellars)
    await handOver(page, way, text)
    await expect(async () => {
      await goToStep(page, 30)
      await expect.poll(() => readCellars(page), { message: way, timeout: 10_000 }).toEqual(cellars)
    }).toPass()
  }
})

test('the run is saved as tables, as JSON and as a picture of a chart', async ({ page }) => {
  await openWorld(page)
  await goToStep(page, 40)
  const save = async (
    name: RegExp | string,
    region = page.getByRole('group', { name: 'Export the run' }),
  ) => {
    const download = page.waitForEvent('download')
    await region.getByRole('button', { name }).click()
    const file = await download
    return { name: file.suggestedFilename(), content: readFileSync(await file.path()) }
  }
  for (const [name, head] of [
    [/^Series/, /^step,seconds,.*alpha\.btc/],
    [/accounts/i, /^venue,account,step/],
    [/events/i, /venue/],
  ] as const) {
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const { name: file, content } = await save(name)
    expect(file).toMatch(/\.csv$/)
    const [first, ...rows] = content
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split('\n')
    expect(first).toMatch(head)
    expect(rows.length).toBeGreaterThan(30)
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const run = await save(/JSON/)
  const parsed = JSON.parse(run.content.toString('utf8')) as { step: number; world: { venues: object } }
  expect([parsed.step, Object.keys(parsed.world.venues)]).toEqual([40, ['alpha', 'beta']])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Charts', exact: true }).click()
  const panel = page.locator('#world-panel')
  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: /PNG/ }).first().click()
  const picture = readFileSync(await (await download).path())
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(picture.length).toBeGreaterThan(5_000)
})
