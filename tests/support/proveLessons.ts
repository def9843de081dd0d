/**
 * Every lesson of the repository, proven: its checks teach what the model does, and its words say what it does. In parts, a
 * file each, since files run side by side.
 */
import { describe, expect, test } from 'vitest'
import { buildLesson, LESSONS, readLessons, RunCache } from '../../src/cli/lessonFiles.ts'
import { listTokens } from '../../src/course/numbers.ts'
import { countProof, proveSeed } from '../../src/course/proof.ts'
import { listTexts } from '../../src/course/words.ts'

const SEEDS = Array.from({ length: process.env['LONG_TESTS'] ? 40 : 5 }, (_, i) => String(i + 1))

export function proveLessons(part: number, parts: number): void {
  const lessons = readLessons().filter((_, i) => i % parts === part)
  describe.each(lessons.map((parsed) => [parsed.lesson.id, parsed] as const))('%s', (_id, parsed) => {
    const { lesson } = parsed

    test(`is proven on ${SEEDS.length} seeds`, () => {
      const results = SEEDS.map((seed) => {
        const cache = new RunCache()
        return proveSeed(lesson, seed, (settings, inner) => cache.run(lesson, settings, inner))
      })
      const failed = countProof(lesson, results).filter((line) => !line.isProven)
      expect(failed.map(({ kind, name, passed, seeds }) => `${kind} ${name}: ${passed} of ${seeds}`)).toEqual(
        [],
      )
    })

    test('every number of its words is computed', () => {
      const { words, numbers, notes } = buildLesson(LESSONS, parsed)
      const html = [...listTexts(words).map(({ text }) => text), notes]
      // A place that stays empty is one that the page fills: a run's reading or a control.
      const empty = html.flatMap((text) =>
        [...text.matchAll(/data-value="([^"]+)"><\/span>/g)].map(([, name]) => name),
      )
      expect(empty.filter((name) => !/^([ab]|control)\.|^(value|bound)$/.test(name))).toEqual([])
      expect(html.flatMap(listTokens)).toEqual([])
      // Nobody loses less than nothing: a signed number is a change, not a loss.
      const plain = html.map((text) => text.replace(/<[^>]*>/g, ''))
      const doubled = /\b(?:lose|loses|lost|falls?|fell|behind)(?: by)?(?: about)? −/
      expect(plain.filter((text) => doubled.test(text))).toEqual([])
      expect(Object.values(numbers).filter(({ text }) => text === 'none' || text === '')).toEqual([])
    })
  })
}
