/**
 * Goal: whatever is wrong in a night is said with its file and its field, before anybody plays it.
 * Method: the first night of the repository, with one thing wrong at a time.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { LESSONS, listTerms } from '../../src/cli/lessonFiles.ts'
import { listNightFolders } from '../../src/cli/nightFiles.ts'
import { parseNight } from '../../src/nights/parseNight.ts'
import { readAt, writeAt } from '../../src/schema/documentPath.ts'

const [folder] = listNightFolders()
const read = (name: string) => readFileSync(join(LESSONS, 'nights', folder, name), 'utf8')
const words = read('en.md')
const data = parse(read('night.yaml')) as object
const terms = listTerms(LESSONS)

const parsed =
  (night: object, text = words) =>
  () =>
    parseNight({ folder, data: night, words: text, language: 'en' }, terms)

/** A path, what is written there, and what is said of it. */
const WRONG: readonly (readonly [path: string, value: unknown, said: RegExp])[] = [
  ['id', 'another', /night\.yaml: id: got "another", expected the folder’s name, "leverage-and-margin"$/],
  ['desk', 'bank', /desk: got "bank", expected one of "exchange", "lender", "clearing"$/],
  ['venue', 'nobody', /venue: got "nobody", expected one of house$/],
  ['color', 'red', /color: no such field; known are id, desk/],
  ['budget', -1, /budget: got -1, expected a whole number from 0$/],
  ['budget', 2, /proof\.solutions\[0\]\.rules: got 8, expected at most 2 of the budget$/],
  ['needs', 21, /needs: got 21, expected at most 20, the seeds$/],
  ['world.steps', 401, /world\.steps: got 401, expected at most 400$/],
  ['world.venues.house.crowd.0.traders', 1001, /world: got 1001, expected at most 1000 traders$/],
  ['world.venues.house.maxLeverage', 0, /world: venues\.house\.maxLeverage: got 0, expected a number above 0/],
  ['storm.news.from', -1.5, /storm\.news: shocks\[0\]\.change: got -1\.5, expected a number/],
  ['storm.news.else', undefined, /storm\.news\.else: got nothing, expected the value where it does not come$/],
  ['storm.when.unless', 'rain', /storm\.when\.else: got nothing/],
  ['storm.news.unless', 'rain', /storm\.news\.unless: got "rain", expected none is there$/],
  ['rules.margin.start', 0.4, /rules\.margin\.start: got "0\.4", expected one of 0\.005, 0\.01/],
  ['rules.margin.stops.1.value', 3, /rules\.margin\.stops\.3: venues\.house\.maintenanceMargin: got 3/],
  ['rules.margin.stops.1.value', 0.005, /rules\.margin\.stops: got "0\.005", expected each name once$/],
  ['rules.margin.safe', 'middle', /rules\.margin\.safe: got "middle", expected one of "first", "last"$/],
  ['rules.margin.writes', ['venues.house.nothing'], /rules\.margin\.stops\.0\.005: venues\.house\.nothing: no such field/],
  ['proposals.margin.rule', 'color', /proposals\.margin\.rule: got "color", expected one of "maintenanceMargin"/],
  ['proposals.margin.stops.0.value', 2, /proposals\.margin\.stops\.2: shocks\[1\]\.maintenanceMargin: got 2/],
  ['published.blur', 2, /published\.blur: got 2, expected a share from 0 to 1$/],
  ['dials.utilization', [0.9], /dials\.utilization: got "Not here, because nobody lends\.", expected a dial that this world has$/],
  ['dials.luck', [1], /dials\.luck: got "luck", expected one of "nearDepth"/],
  ['survives.0.measure.reading', 'wealth', /survives\[0\]\.measure\.reading: got "wealth", expected one of /],
  ['survives.0.measure.venue', 'bank', /survives\.solvent\.venue: got "bank", expected the id of a venue: house$/],
  ['survives.0.id', 'sold-out', /survives: got "sold-out", expected each name once$/],
  ['floors.0.measure.asset', 'gold', /floors\.open-bets\.asset: got "gold", expected/],
  ['floors.0.measure.at', 'never', /floors\[0\]\.measure\.at: got "never", expected a step, or one of "lowest"/],
  ['proof.solutions.0.rules.margin', 0.4, /proof\.solutions\[0\]\.rules\.margin: got "0\.4", expected one of 0\.005/],
  ['proof.mustFail.0.alarms.0.line', 7, /proof\.mustFail\[0\]\.alarms\[0\]\.line: got 7, expected one of /],
  ['best.rules.color', 'red', /best\.rules: got "color", expected one of leverage, margin, fee$/],
] // prettier-ignore

describe('a night', () => {
  test('is read as it stands', () => {
    const { night, number } = parsed(data)()
    expect([night.id, number]).toEqual(['leverage-and-margin', 1])
  })

  test.each(WRONG)('with %s of %j says so', (path, value, said) => {
    // What is not there yet is checked to be new, so that a path with a slip in it does not pass unseen.
    const isNew = ['color', 'storm.when.unless', 'storm.news.unless', 'dials.utilization', 'dials.luck', 'best.rules.color', 'needs']
    expect(readAt(data, path) !== undefined).toBe(!isNew.includes(path))
    const wrong = parsed(writeAt(data, path, value))
    expect(wrong).toThrow(said)
    expect(wrong).toThrow(/^lessons\/nights\/01-leverage-and-margin\/night\.yaml: /)
  }) // prettier-ignore
})

describe('its words', () => {
  test.each([
    [words.replace('# One', 'One'), 'title: got "One percent from ruin", expected a first line'],
    [words.replace('## rule fee', '## rule fees'), 'rule fee: got nothing, expected a section with words'],
    [`${words}\n## rule wind\n\nWind\n\nBlows.\n`, 'rule: got "wind", expected one of leverage, margin, fee'],
    [`${words}\n## weather\n\nWind.\n`, 'weather: got nothing, expected a section of rule ID'],
    [words.replace('## taught', '## best'), 'best: got "", expected each section once'],
    [words.replace(/## taught[^#]*/, ''), 'taught: got nothing, expected words'],
    [words.replace('## best\n', '## best\n\nIt wins in 90 % of nights.\n'), 'best: got'],
    [words.replace('## best\n', '## best\n\nA [fund](glossary:magic).\n'), 'best: got "magic"'],
    [words.replace('## rule fee\n', '## rule fee\n\nFee\n\n- one\n- two\n'), 'rule fee, stops: got 2, expected a list of 5'],
  ])('are checked, %#', (text, said) => {
    expect(text).not.toBe(words)
    expect(parsed(data, text)).toThrow(said)
    expect(parsed(data, text)).toThrow(/^lessons\/nights\/01-leverage-and-margin\/en\.md: /)
  }) // prettier-ignore
})
