import { expect, test } from 'vitest'
import { readLessons } from '../../src/cli/lessonFiles.ts'
import { proveLessons } from '../support/proveLessons.ts'

test('lessons are there, each under its own number', () => {
  const numbers = readLessons().map(({ number }) => number)
  expect(numbers.length).toBeGreaterThan(0)
  expect(new Set(numbers).size).toBe(numbers.length)
})

proveLessons(0, 2)
