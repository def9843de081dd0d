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

test('the first chunk and all JavaScript stay small', () => {
  const dist = findDist()
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file)
  expect(first.length).toBeGreaterThan(0)
  const firstBytes = first.reduce((sum, file) => sum + weigh(join(dist, file)), 0)
  expect(firstBytes, 'what the page loads before anything is shown').toBeLessThanOrEqual(40 * KIB)
  const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  )
  const allBytes = scripts.reduce((sum, file) => sum + weigh(join(dist, file)), 0)
  expect(allBytes, 'all of it, workers included').toBeLessThanOrEqual(605 * KIB)
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
