/**
 * Goal: the lessons of the repository are proven: their checks teach what the model does, their words say what it does.
 * Method: half of them here, the others in proof.second.test.ts, since files run side by side; see
 * support/proveLessons.ts.
 */
import { expect, test } from 'vitest'
import { readLessons } from '../../src/cli/lessonFiles.ts'
import { proveLessons } from '../support/proveLessons.ts'

test('lessons are there, each under its own number', () => {
  const numbers = readLessons().map(({ number }) => number)
  expect(numbers.length).toBeGreaterThan(0)
  expect(new Set(numbers).size).toBe(numbers.length)
})

proveLessons(0, 2)
