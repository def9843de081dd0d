/**
 * Goal: the site works without a network after one visit, and a newer version changes no page that did not ask.
 * Method: two tiny sites and the built one behind a server that the test takes down and updates.
 */
import { expect, test, type Page } from '@playwright/test'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTinySite, TinyServer } from '../support/tinySite.ts'
import { goToStep, headline, openSandbox, readNumber, readStep, watchProblems } from './sandboxPage.ts'

test.use({ serviceWorkers: 'allow' })

/** Until the worker answers the page's requests. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

test.describe('a site that is kept for use without a network', () => {
  let server: TinyServer
  let address: string
  let folders: string[]

  test.beforeAll(async () => {
    folders = [await buildTinySite('one'), await buildTinySite('two')]
    server = new TinyServer(folders[0])
    address = await server.listen()
  })
  test.beforeEach(() => {
    server.folder = folders[0]
    server.isDown = false
  })
  test.afterAll(() => server.close())

  test('lists every file that a page can need', () => {
    const code = readFileSync(join(folders[0], 'serviceWorker.js'), 'utf8')
    const files = /files:\[([^\]]*)\]/.exec(code)?.[1].replace(/[`"]/g, '').split(',') ?? []
    expect(files.map((file) => file.replace(/-[\w-]{8}\./, '.')).sort()).toEqual([
      './',
      'assets/index.js',
      'assets/late.js',
      'icon.svg',
    ])
  })

  test('opens anew without a network, at the same place, with its late parts', async ({ page }) => {
    await page.goto(`${address}#/sandbox?r=1`)
    await untilKept(page)
    server.isDown = true
    await page.reload()
    await expect(page.locator('p')).toHaveText('one')
    expect(page.url()).toBe(`${address}#/sandbox?r=1`)
    await page.click('#late')
    await expect(page.locator('p')).toHaveText('late one')
    await page.goto(`${address}index.html`)
    await expect(page.locator('p')).toHaveText('one')
    await page.goto(`${address}nothing/here#/sandbox`)
    await expect(page.locator('p')).toHaveText('one')
    expect(page.url()).toBe(`${address}#/sandbox`)
  })

  test('says that a new version is ready, and changes no page that did not ask', async ({
    context,
    page,
  }) => {
    await page.goto(address)
    await untilKept(page)
    server.folder = folders[1]
    const second = await context.newPage()
    await second.goto(address)
    await expect(second).toHaveTitle('update ready')
    await expect(second.locator('p')).toHaveText('one')

    await second.click('#apply')
    await expect(second.locator('p')).toHaveText('two')
    // The first page goes on as it was, also with parts that it had not loaded, which the server no longer has.
    await expect(page.locator('p')).toHaveText('one')
    await page.click('#late')
    await expect(page.locator('p')).toHaveText('late one')
    await page.click('#apply')
    await expect(page.locator('p')).toHaveText('two')

    server.isDown = true
    await page.reload()
    await page.click('#late')
    await expect(page.locator('p')).toHaveText('late two')
  })
})

test.describe('the site itself', () => {
  let server: TinyServer
  let address: string
  let folder: string

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loss-spiral-dist-'))
    cpSync(String(test.info().config.metadata['dist']), folder, { recursive: true })
    server = new TinyServer(folder)
    address = await server.listen()
  })
  test.afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })

  test('runs without a network after one visit, and a newer version interrupts no run and loses no moment', async ({
    page,
  }) => {
    const problems = watchProblems(page)
    await openSandbox(page, address)
    await untilKept(page)
    server.isDown = true
    await page.reload()
    await expect(headline(page)).toContainText('bet with borrowed money')
    await goToStep(page, 40)
    await page.getByRole('button', { name: 'Charts', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Charts' })).toBeVisible()
    await expect(page.locator('.stage canvas')).toBeVisible()
    // Content that nobody has asked for yet.
    await page.goto(`${address}#/contagion/vote-too-late`)
    await expect(headline(page)).toHaveText('A vote too late.')
    await page.goto(`${address}#/lessons/two-prices`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Two prices')
    await openSandbox(page, address)
    await goToStep(page, 40)
    expect(problems).toEqual([])

    server.isDown = false
    appendFileSync(join(folder, 'serviceWorker.js'), '\n// The next version.')
    await page.getByLabel('Speed, in steps a second').selectOption({ label: '1/s' })
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      await registration?.update()
      while (!registration?.waiting) await new Promise((resolve) => setTimeout(resolve, 50))
    })
    const prompt = page.getByText('A new version of this site is ready.')
    await expect(prompt).toHaveCount(0)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(prompt).toBeVisible()
    await goToStep(page, 33)
    const soldOut = await readNumber(page, 'Sold out')
    await page.evaluate(() => (document.title = 'before the new version'))
    await page.getByRole('button', { name: 'Load it', exact: true }).click()
    await expect(page).toHaveTitle('Loss Spiral')
    await expect.poll(() => readStep(page)).toBe(33)
    expect(page.url()).toContain('?r=')
    expect(await readNumber(page, 'Sold out')).toBe(soldOut)
    await expect(prompt).toHaveCount(0)
    expect(problems).toEqual([])
  })
})
