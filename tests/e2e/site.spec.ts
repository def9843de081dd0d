/**
 * Goal: the built site is small, carries a strict policy, lacks no file, and asks no other site for anything.
 * Method: the files in dist are weighed and read; one whole visit is listened to.
 */
import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openSandbox, watchFirstCrash, watchProblems } from './sandboxPage.ts'

const KIB = 1024
const findDist = () => String(test.info().config.metadata['dist'])
const weigh = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length

test('the first chunk and all code stay small; what is read rather than run is content, and no code', () => {
  const dist = findDist()
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file)
  expect(first.length).toBeGreaterThan(0)
  const firstBytes = first.reduce((sum, file) => sum + weigh(join(dist, file)), 0)
  expect(firstBytes, 'what the page loads before anything is shown').toBeLessThanOrEqual(40 * KIB)
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  const code = files.filter((name) => name.endsWith('.js'))
  const codeBytes = code.reduce((sum, file) => sum + weigh(join(dist, file)), 0)
  expect(codeBytes, 'all JavaScript, workers included').toBeLessThanOrEqual(580 * KIB)
  // One door for each chunk, and no file for each part behind it.
  expect(code.length).toBeLessThanOrEqual(60)
  // Lessons, worksheets, terms, plans and worlds: each is fetched by whoever reads it.
  const content = files.filter((name) => name.endsWith('.json')).map((name) => name.replace(/^assets\//, ''))
  for (const kind of ['lesson', 'lessons', 'worksheet', 'plans', 'glossary', 'situation'])
    expect(content.filter((name) => name.startsWith(`${kind}-`)).length, kind).toBeGreaterThan(0)
  for (const name of content) expect(weigh(join(dist, 'assets', name)), name).toBeLessThanOrEqual(40 * KIB)
})

/** A chunk and all that it cannot run without, by the names that the build gave them. */
function listNeeded(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known
  known.add(file)
  const code = readFileSync(join(findDist(), 'assets', file), 'utf8')
  for (const [, next] of code.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) listNeeded(next, known)
  return known
}

test('a place loads no other place, and the page no engine', () => {
  const chunks = readdirSync(join(findDist(), 'assets')).filter((name) => name.endsWith('.js'))
  const find = (name: string) => chunks.find((file) => file.replace(/-[\w-]{8}\.js$/, '') === name) ?? ''
  const places = ['sandbox', 'lab', 'contagion', 'desk', 'course', 'teach', 'glossary']
  /** Sheets and notes are those of lessons; the sandbox is what most places are made of. */
  const allowed: Readonly<Record<string, readonly string[]>> = { teach: ['course'] }
  for (const place of places) {
    const needed = [...listNeeded(find(place))].map((file) => file.replace(/-[\w-]{8}\.js$/, ''))
    const others = [
      'lab',
      'contagion',
      'desk',
      'course',
      'teach',
      'engine',
      'study',
      'webglStage',
      'chartParts',
    ]
    const forbidden = others.filter((name) => name !== place && !allowed[place]?.includes(name))
    expect(
      needed.filter((name) => forbidden.includes(name)),
      place,
    ).toEqual([])
  }
})

test('the built page carries a strict policy and nothing inline', () => {
  const html = readFileSync(join(findDist(), 'index.html'), 'utf8')
  const written = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
  const policy = written.replaceAll('&#39;', "'")
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=/)
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'))
})

test('every file that the page and its manifest name is there, and the picture is small', () => {
  const dist = findDist()
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.webmanifest'), 'utf8')) as {
    icons: { src: string }[]
  }
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file)
  for (const file of [...named, ...manifest.icons.map(({ src }) => src), 'robots.txt', 'picture.png'])
    expect(statSync(join(dist, file)).size, file).toBeGreaterThan(0)
  expect(statSync(join(dist, 'picture.png')).size).toBeLessThanOrEqual(200_000)
})

test('a whole visit asks no other site for anything, and the console stays clean', async ({
  page,
  baseURL,
}) => {
  const problems = watchProblems(page)
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(baseURL ?? ''))
      foreign.push(request.url())
  })
  await openSandbox(page)
  await page.getByRole('button', { name: 'Charts', exact: true }).click()
  await page.getByRole('button', { name: 'All controls' }).click()
  await watchFirstCrash(page)
  await page.goto('./#/limits')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(foreign).toEqual([])
  expect(problems).toEqual([])
})
