/**
 * Goal: the words beside R of the world tell of the matrix that stands there: where selling feeds on itself, and whether it takes
 * several places together.
 * Method: matrices of two books by hand, here and after a fall.
 */
import { describe, expect, it } from 'vitest'
import { describeCell, describeWorldNumber } from '../../src/ui/contagion/worldNumber.ts'

const books = ['Alpha', 'Beta'].map((name, place) => ({ name, place, venue: name.toLowerCase() }))
const tell = (here: number, ahead: number, matrix: number[][]) =>
  describeWorldNumber({ here, ahead, books, at: (from, to) => matrix[from][to] }).why

describe('R of the world', () => {
  it.each([
    ['dies out', 0, 0.99, [[0.6, 0.4], [0.4, 0.5]], 'Selling dies out.'], // prettier-ignore
    ['alone', 0, 1.2, [[1.1, 0.2], [0.2, 0.3]], 'Here selling dies out. Further down it feeds on itself.'], // prettier-ignore
    ['joined', 0, 1.1, [[0.7, 0.4], [0.4, 0.7]], 'Here selling dies out. Further down it feeds on itself. No place alone reaches 1. Joined, they do.'], // prettier-ignore
    ['here', 1.1, 1.1, [[0.7, 0.4], [0.4, 0.7]], 'Selling feeds on itself here. No place alone reaches 1. Joined, they do.'], // prettier-ignore
  ])('%s', (_, here, ahead, matrix, words) => {
    expect(tell(here, ahead, matrix)).toBe(words)
  })

  it('says of a cell after which fall it is so', () => {
    expect(describeCell('Alpha', 'Beta', 0.4, 0.0325)).toBe(
      'With all prices 3.25% down, a fall of 1% on Alpha forces 0.4% on Beta.',
    )
    expect(describeCell('Alpha', 'Alpha', 0, 0)).toBe('A fall of 1% on Alpha forces nothing more there.')
  })
})
