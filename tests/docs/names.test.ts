// Goal: whoever adds a reading, an event or a setting of a world writes it down in docs/model.md too: it has the name of each.
// Method: the lists of names are read from its blocks and compared with the tables.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { EVENT_KINDS } from '../../src/schema/event.ts'
import { READING_IDS, readingOf, TOTAL_NAMES } from '../../src/schema/readings.ts'
import { WORLD_READING_IDS, worldReadingOf } from '../../src/schema/worldReadings.ts'
import { worldParameters } from '../../src/schema/worldTable.ts'

const model = readFileSync('docs/model.md', 'utf8')

/** The block after the words: a line of it begins with what its names are of; an indented one goes on. */
function readNames(words: string): string[] {
  const [, block = ''] = new RegExp(`${words}[^\\n]*\\n\\n\`\`\`\\n(.*?)\`\`\``, 's').exec(model) ?? []
  return block.split(/\n(?=\w)/).flatMap((line) => {
    const [, kind, names] = /^(\w+) +(.*)$/s.exec(line.trim()) ?? []
    return (names ?? '').split(/,\s*/).map((name) => `${kind}: ${name}`)
  })
}

it('readings stand in docs/model.md section 7, by place', () => {
  expect(readNames('Readings by name').sort()).toEqual(
    READING_IDS.map((id) => `${readingOf(id).of}: ${id}`).sort(),
  )
})

it('what a total counts is said where its rule is, and not only in the lists', () => {
  const words = new Set(model.replace(/```.*?```/gs, '').match(/\w+/g))
  expect(Object.keys(TOTAL_NAMES).filter((id) => !words.has(id))).toEqual([])
})

it('those of a world stand in docs/model.md section 11.9', () => {
  expect(readNames('Readings of a world by name').sort()).toEqual(
    WORLD_READING_IDS.map((id) => `${worldReadingOf(id).of}: ${id}`).sort(),
  )
})

it('kinds of events stand in docs/model.md section 4', () => {
  const [, block = ''] = /Events by kind:\n\n```\n(.*?)\n```/s.exec(model) ?? []
  expect(block.split(/,\s*/)).toEqual([...EVENT_KINDS])
})

/** The document has another name for it: two are fields of every venue, and a weight is what stands at its source. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'venues.fund': 'insuranceFund',
  'markets.mark.index.weight': 'weight',
}

it('settings of a world stand where its document is described', () => {
  const [, block = ''] = /A \*\*version 2\*\* document.*?```\n(.*?)```/s.exec(model) ?? []
  const words = new Set(block.match(/\w+/g))
  const lost = worldParameters.filter(({ key }) => !words.has(OTHERWISE[key] ?? key.split('.').at(-1)))
  expect(lost.map(({ key }) => key)).toEqual([])
})
