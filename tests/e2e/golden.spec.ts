import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { goldenScenarios } from '../golden/scenarios.ts'

/**
 * One hash everywhere: the built site's own worker runs the golden scenarios in the browser and must end in the states
 * that Node's reviewed hashes name.
 */
const root = fileURLToPath(new URL('../../', import.meta.url))
const hashes: Record<string, string> = JSON.parse(readFileSync(`${root}tests/golden/hashes.json`, 'utf8'))
const worker = readdirSync(`${root}dist/assets`).find((name) => /^simulation\.worker-.*\.js$/.test(name))

interface Job {
  url: string
  document: unknown
  steps: number
}

/** Runs in the page: asks the worker as the app does, and gives back the hash of the state after so many steps. */
async function hashInPage({ url, document, steps }: Job): Promise<string> {
  const worker = new Worker(new URL(url, location.href), { type: 'module' })
  let id = 0
  const ask = (request: object) =>
    new Promise<unknown>((resolve, reject) => {
      const own = ++id
      const listen = ({
        data,
      }: MessageEvent<{ id: number; answer?: unknown; error?: { message: string } }>) => {
        if (data.id !== own || 'progress' in data) return
        worker.removeEventListener('message', listen)
        if (data.error) reject(new Error(data.error.message))
        else resolve(data.answer)
      }
      worker.addEventListener('message', listen)
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.postMessage({ id: own, request: { runId: 1, ...request } })
    })
  await ask({ kind: 'open', document })
  await ask({ kind: 'seek', step: steps })
  const hash = (await ask({ kind: 'hash' })) as string
  worker.terminate()
  return hash
}

test('there are at least ten golden scenarios, and a worker in the built site', () => {
  expect(goldenScenarios.length).toBeGreaterThanOrEqual(10)
  expect(Object.keys(hashes).sort()).toEqual(goldenScenarios.map(({ name }) => name).sort())
  expect(worker).toBeDefined()
})

for (const { name, document, steps } of goldenScenarios)
  test(`golden hash in the browser: ${name}`, async ({ page }) => {
    // A page of the site that runs nothing of its own.
    await page.goto('./robots.txt')
    expect(await page.evaluate(hashInPage, { url: `assets/${worker}`, document, steps })).toBe(hashes[name])
  })
