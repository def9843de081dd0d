/**
 * Which controls differ between two scenarios, each by its name, with both values and their units as the full list of
 * controls shows them. Whatever the scenario holds beyond the controls (a path of prices, a list of traders) is named too.
 */
import { readAt } from '../../schema/documentPath.ts'
import { parameter } from '../../schema/parameters.ts'
import { parameters, settings, type ParameterKey, type PartKey } from '../../schema/parameterTable.ts'
import { findPart } from '../../schema/parts.ts'
import type { Choice, Layers, Parameter } from '../../schema/row.ts'
import type { Layer, Scenario, Shock } from '../../schema/scenario.ts'
import { hasPart, readNumber } from '../../stores/optionalParts.ts'
import { mergeShocks, withoutShock } from '../../stores/shocks.ts'
import { PROCESS_NAMES } from '../controls/processNames.ts'
import { groups } from '../controls/groups.ts'
import { toShown, toUnitName } from '../controls/rowScale.ts'
import { unitPairs } from '../controls/unitPairs.ts'
import { formatCount, formatDollars, formatShortDollars } from '../../schema/words.ts'
import { describeShock } from '../pushes/pushEntry.ts'

interface ControlDifference {
  readonly name: string
  readonly a: string
  readonly b: string
}

const LAYER_NAMES: Record<Layer, string> = {
  insuranceFund: 'insurance fund',
  venueEquity: 'exchange’s own money',
  adl: 'close winners early (ADL)',
  socializedLoss: 'shared by the winners',
}
/** The lever on the surface sets it together with the venue's maximum. */
const FOLLOWER: ParameterKey = 'crowd.leverage.max'
const LEADER: ParameterKey = 'venue.maxLeverage'
/** Named as the lever beneath the pictures names it. */
const DEPTH: ParameterKey = 'liquidity.depth'
const PUSHES = 'Pushes'
const MOST_TOLD = 3

type Named = readonly [name: string, read: (scenario: Scenario) => string]

/** Every control that differs, in the order of the full list. */
export function findControlDifferences(a: Scenario, b: Scenario): ControlDifference[] {
  const named: Named[] = [
    ['Seed', ({ seed }) => seed],
    ['News', describeNews],
    ...parameters.filter(isOwnRow).map((row) => [toName(row), toReader(row)] as const),
    ...settings.flatMap((row): Named[] => (row.kind ? [[row.label, toNameReader(row)]] : [])),
    ...groups.flatMap(({ switches }) => switches).map(([part, label]) => [label, toSwitch(part)] as const),
    ['Traders', ({ crowd }) => ('accounts' in crowd ? describeList(crowd.accounts) : 'drawn')],
    ['Spread of leverage', describeSpread],
  ]
  const rows = named.map(([name, read]) => ({ name, a: read(a) || 'none', b: read(b) || 'none' }))
  const differing = rows.filter((row) => row.a !== row.b)
  const leads = differing.some(({ name }) => name === parameter(LEADER).label)
  const isLed = [a, b].every((one) => readNumber(one, FOLLOWER) === readNumber(one, LEADER))
  const listed = differing.filter(({ name }) => !(leads && isLed && name === parameter(FOLLOWER).label))
  return [...listed, ...comparePushes(a, b)]
}

/** What is special about a side, in a few words: every control that differs. */
export function composeTitle(differences: readonly ControlDifference[], side: 'a' | 'b'): string {
  if (differences.length === 0) return side === 'a' ? 'the run of the sandbox' : 'the same as A'
  // What stands in brackets is for the table.
  return differences.map((one) => `${one.name}: ${one[side].replace(/ \(.*$/, '')}`).join(' · ')
}

/** Quantities with two units come once, under the plain one. */
function isOwnRow(row: Parameter): boolean {
  return !unitPairs.some((pair) => pair.shareKey === row.key)
}

function toName({ key, label }: Parameter): string {
  return key === DEPTH ? 'Liquidity' : label
}

function toReader(row: Parameter): (scenario: Scenario) => string {
  const key = row.key as ParameterKey
  const pair = unitPairs.find((one) => one.key === key)
  const part = findPart(key)
  const isSwitched = groups.some(({ switches }) => switches.some(([one]) => one === part))
  return (scenario) => {
    // The switch says it for all rows of a part that is off.
    if (part && isSwitched && !hasPart(scenario, part)) return ''
    const share = pair && readNumber(scenario, pair.shareKey)
    if (pair && typeof share === 'number') return describeValue(parameter(pair.shareKey), share)
    if (readAt(scenario, key) === null) return 'unlimited'
    const value = readNumber(scenario, key)
    // Behavior that a document leaves out is at its default; what belongs to another kind of crowd is not there.
    if (value === null) return part ? describeValue(row, row.default) : ''
    if (key === DEPTH) return `${describeCost(scenario, value)} (${describeValue(row, value)})`
    return describeValue(row, value)
  }
}

/** A value with its unit: 25×, 0.5% of open interest, $409,934, 2,459,607 contracts. */
function describeValue(row: Parameter, value: number): string {
  if (row.unit === 'dollars') return formatDollars(value * 100)
  if (row.unit === 'contracts' || row.unit === 'traders' || row.unit === 'steps')
    return `${formatCount(value)} ${row.unit}`
  const unit = toUnitName(row.unit)
  return `${toShown(row, value)}${/^[%×]/.test(unit) || unit === '' ? '' : ' '}${unit}`
}

/** Depth as the lever on the surface says it. One contract is worth as many cents as its price has dollars. */
function describeCost({ market }: Scenario, depth: number): string {
  return `a 1% move costs ${formatShortDollars(depth * market.startPrice)}`
}

function toNameReader({ kind, key, options }: Choice | Layers): (scenario: Scenario) => string {
  return (scenario) => {
    const value = readAt(scenario, key)
    if (kind === 'layers') return (value as Layer[]).map((one) => LAYER_NAMES[one]).join(', ')
    return options.find(([option]) => option === value)?.[1] ?? ''
  }
}

function toSwitch(part: PartKey): (scenario: Scenario) => string {
  return (scenario) => (hasPart(scenario, part) ? 'on' : 'off')
}

function describeNews({ market: { fairValue } }: Scenario): string {
  if ('path' in fairValue) return describePath(fairValue.path)
  if (fairValue.process !== 'history') return PROCESS_NAMES[fairValue.process]
  const { prices, blockSteps } = fairValue
  const history = `a history of ${formatCount(prices.length)} prices, ${checkOf(prices)}`
  return blockSteps === undefined ? history : `${history}, in blocks of ${formatCount(blockSteps)}`
}

function describePath(path: readonly number[]): string {
  return path.length === 1 ? 'stands still' : `a path of ${formatCount(path.length)} prices, ${checkOf(path)}`
}

function describeList(accounts: readonly object[]): string {
  return `a list of ${formatCount(accounts.length)}, ${checkOf(accounts)}`
}

function describeSpread({ crowd }: Scenario): string {
  if ('accounts' in crowd || crowd.leverage.distribution === 'logUniform') return ''
  return crowd.leverage.values.map(([leverage, weight]) => `${leverage}× ${weight}`).join(', ')
}

/** A few letters that differ where the contents do; long lists cannot be shown. */
function checkOf(list: readonly unknown[]): string {
  let sum = 0
  for (const unit of JSON.stringify(list)) sum = (Math.imul(sum, 31) + unit.charCodeAt(0)) >>> 0
  return `No. ${sum.toString(36)}`
}

/** What a change was, in a few words for each control; of pushes, those alone that were added or taken away. */
export function tellChanges(a: Scenario, b: Scenario): string[] {
  return findControlDifferences(a, b).flatMap((one) =>
    one.name === PUSHES
      ? [...tellPushes('taken away', b, a), ...tellPushes('added', a, b)]
      : // What a cost is of is said once.
        `${one.name}: ${one.a} → ${one.b.replace(/^a 1% move costs /, '')}`.replace(/ \([^)]*\)/g, ''),
  )
}

/** As one line; where it would be a list, what was changed last, and how much differs. */
export function composeChange(told: readonly string[], last: string): string {
  if (told.length <= MOST_TOLD || last === '') return told.join('; ')
  return `${last}; ${formatCount(told.length)} controls differ in all`
}

/** What the second has beyond the first: one by its words, several by their number. */
function tellPushes(what: string, { shocks }: Scenario, { shocks: more, market }: Scenario): string[] {
  const own = shocks.reduce<readonly Shock[]>(withoutShock, more)
  if (own.length === 0) return []
  if (own.length > 1) return [`${formatCount(own.length)} pushes ${what}`]
  return [`push ${what}: ${describeShock(own[0], market.startPrice)}, at step ${formatCount(own[0].step)}`]
}

/** Pushes that only one side has. */
function comparePushes(a: Scenario, b: Scenario): ControlDifference[] {
  const common = a.shocks.length + b.shocks.length - mergeShocks(a.shocks, b.shocks).length
  if (common === a.shocks.length && common === b.shocks.length) return []
  const list = ({ shocks, market }: Scenario) =>
    shocks
      .toSorted((x, y) => x.step - y.step)
      .map((shock) => `step ${formatCount(shock.step)}: ${describeShock(shock, market.startPrice)}`)
      .join('; ') || 'none'
  return [{ name: PUSHES, a: list(a), b: list(b) }]
}
