// What is named as slow is there, and Vitest takes it before all else.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SLOW, SlowFirst } from '../support/slowFirst.ts'

const TESTS = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => ({ moduleId: `/tests/${file.replaceAll('\\', '/')}` }))

test('every file that is named as slow is there, and begins before all others', () => {
  const sorted = new SlowFirst().sort(files as Parameters<SlowFirst['sort']>[0])
  expect(sorted).toHaveLength(files.length)
  const isSlow = sorted.map(({ moduleId }) => SLOW.test(moduleId))
  const count = isSlow.lastIndexOf(true) + 1
  expect(isSlow.slice(0, count)).not.toContain(false)
  // `lessons/proof` stands for its parts.
  const named = SLOW.source.match(/\w+(?=[|)])/g) ?? []
  for (const name of named)
    expect(sorted.slice(0, count).some((file) => file.moduleId.includes(name))).toBe(true)
})
