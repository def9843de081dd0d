/**
 * Goal: the site works in a frame of another site, also where the browser blocks storage and locks there; it says what the page
 * around it needs to know, and where it cannot run, why.
 * Method: a page of another site with a frame, in a browser that blocks third-party storage; a frame with a sandbox, and a file.
 */
import { chromium, expect, test, type BrowserContext } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expectAccessible } from './axe.ts'
import { findAnswer, findLesson } from './lessonPage.ts'

/** A profile in which the browser blocks what a frame of another site would store. */
async function openBlocking(folder: string): Promise<BrowserContext> {
  mkdirSync(join(folder, 'Default'), { recursive: true })
  const profile = { cookie_controls_mode: 1, block_third_party_cookies: true }
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }))
  const { launchOptions } = test.info().project.use
  return chromium.launchPersistentContext(folder, { ...launchOptions, headless: true })
}

/** Another site: same machine, another host name. */
function serveAround(frame: string): Promise<{ server: Server; address: string }> {
  const html = `<!doctype html><title>A school’s page</title><h1>A school’s page</h1>
    <script>heard = []; addEventListener('message', (event) => heard.push(event.data))</script>${frame}`
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
  )
  return new Promise((resolve) =>
    server.listen(0, 'localhost', () => {
      const place = server.address()
      const port = typeof place === 'object' && place ? place.port : 0
      resolve({ server, address: `http://localhost:${port}/` })
    }),
  )
}

const heard = 'heard'
type Heard = { kind: string; [field: string]: unknown }[]

test('a lesson works in a frame where storage and locks are blocked, and tells the page around it', async ({
  baseURL,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'loss-spiral-profile-'))
  const read = findLesson('the-spiral')
  const [first] = read.lesson.steps
  const { server, address } = await serveAround(
    `<iframe src="${baseURL}?embed#/lessons/${read.lesson.id}" width="1200" height="700"></iframe>`,
  )
  const context = await openBlocking(folder)
  try {
    const page = await context.newPage()
    const failed: string[] = []
    page.on('pageerror', (error) => failed.push(error.message))
    await page.goto(address)
    const frame = page.frameLocator('iframe')
    const refused = await page
      .frames()[1]
      .evaluate(() => navigator.locks.request('asked', () => true).catch((error: Error) => error.name))
    expect(refused, 'this browser does block').toBe('SecurityError')
    await expect(frame.getByRole('navigation', { name: 'Places' })).toHaveCount(0)
    await frame.locator(`input[type="radio"][value="${findAnswer(read, first.id)}"]`).check()
    await expect(frame.getByText('✓ right')).toBeVisible()
    await frame.getByRole('button', { name: 'Next', exact: true }).click()
    await expect(frame.locator('.step')).toHaveAttribute('data-step', read.lesson.steps[1].id)
    await expect(frame.getByRole('slider', { name: 'Moment of the run' })).toBeEnabled()
    await expect(frame.getByText('The model has stopped')).toHaveCount(0)
    await expect(frame.getByText(/lasts until you close this page/)).toBeVisible()
    const told = await page.evaluate<Heard>(heard)
    expect(told).toContainEqual(
      expect.objectContaining({
        source: 'loss-spiral',
        kind: 'result',
        lesson: read.lesson.id,
        step: first.id,
        right: true,
      }),
    )
    expect(told).toContainEqual(
      expect.objectContaining({
        kind: 'step',
        hash: `#/lessons/${read.lesson.id}/${read.lesson.steps[1].id}`,
      }),
    )
    expect(told.some(({ kind, height }) => kind === 'height' && Number(height) > 300)).toBe(true)
    expect(failed).toEqual([])
  } finally {
    await context.close()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the sandbox plays in a frame, and tells how its run came out', async ({ page, baseURL }) => {
  const { server, address } = await serveAround(
    `<iframe src="${baseURL}?embed#/" width="1200" height="700"></iframe>`,
  )
  try {
    await page.goto(address)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('slider', { name: 'Moment of the run' }).fill('420')
    await expect
      .poll(() => page.evaluate<Heard>(heard).then((all) => all.find(({ seed }) => seed === 'spiral')), {
        timeout: 60_000,
      })
      .toMatchObject({ kind: 'result', priceFall: expect.any(Number), tradersOut: expect.any(Number) })
    await expect(frame.getByRole('link', { name: 'Loss Spiral ↗' })).toHaveAttribute('href', /\/#\/$/)
  } finally {
    server.close()
  }
})

test('a frame with a sandbox, and a file, say why nothing starts', async ({ page, baseURL }) => {
  const { server, address } = await serveAround(`<iframe src="${baseURL}" sandbox="allow-scripts"></iframe>`)
  try {
    await page.goto(address)
    await expect(page.frameLocator('iframe').getByText('Loss Spiral has not started')).toBeVisible()
  } finally {
    server.close()
  }
  await page.goto(pathToFileURL(join(String(test.info().config.metadata['dist']), 'index.html')).href)
  await expect(page.getByText('Loss Spiral has not started')).toBeVisible()
})

test('Teach has the code to paste', async ({ page }) => {
  await page.goto('./#/teach')
  await page.getByLabel('What to show').selectOption({ label: 'Lesson 4: The spiral' })
  await expect(page.getByLabel('Code to paste')).toHaveValue(
    /<iframe src="http[^"]+\/\?embed#\/lessons\/the-spiral"/,
  )
  await expectAccessible(page, 'the code to paste')
})
