/**
 * What has happened in a world, in a headline and a sentence: what pushed it, who has failed since, and what a pipe that was cut
 * has changed. Reads facts of one moment, so that a dragged bar tells the same story as the play. Where picture and words differ,
 * the words win.
 */
import { formatChange } from '../../schema/words.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'
import type { Caption } from '../stage/caption.ts'

export interface WorldFacts {
  readonly title: string
  /** What the situation shows, before anything has happened; empty for a world of one's own. */
  readonly sentence: string
  readonly step: number
  readonly shocks: readonly WorldShock[]
  readonly houses: readonly string[]
  /** In order; by the end of the present step. */
  readonly failed: readonly string[]
  /** Who could not pay, and has not failed. */
  readonly illiquid: readonly string[]
  /** Prices that moved since the opening, by book. */
  readonly moves: readonly { readonly name: string; readonly change: number }[]
  /** Names of pipes that are cut. */
  readonly cut: readonly string[]
  /** The run before with nothing cut, at this moment; null where there is none. */
  readonly before: { readonly failed: readonly string[] } | null
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const sayCount = (count: number): string => COUNTS[count] ?? String(count)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function listNames(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}

/** The house that a shock strikes; null where it strikes an asset or a chain. */
export function placeOfShock(shock: WorldShock): string | null {
  return 'venue' in shock ? shock.venue : null
}

function nameShock(shock: WorldShock): string {
  switch (shock.kind) {
    case 'sell':
      return shock.contracts < 0 ? `a purchase on ${shock.venue}` : `a sale on ${shock.venue}`
    case 'depth':
      return `${shock.factor < 1 ? 'less' : 'more'} liquidity on ${shock.venue}`
    case 'fairValue':
      return `${shock.change < 0 ? 'bad' : 'good'} news of ${shock.asset}`
    case 'chain':
      return `congestion on ${shock.chain}`
    case 'loss':
      return `a theft at ${shock.venue}`
    case 'rule':
      return `a new margin at ${shock.venue}`
    case 'proposal':
      return `a vote at ${shock.venue}`
  }
}

/** What pushed the world so far: each kind of push once, in its order. */
function tellPushes(past: readonly WorldShock[]): string {
  const names = [...new Set(past.map(nameShock))]
  const told = names.length === 1 && past.length === 1 ? names[0].replace(/^a /, 'one ') : listNames(names)
  return capital(told)
}

/** Who has failed, apart from the house that was pushed. */
function tellFailures({ failed, houses }: WorldFacts, pushed: string | null): string {
  if (failed.length === 0) return `${capital(sayCount(houses.length))} houses, and all stand.`
  const others = failed.filter((id) => id !== pushed).length
  const isPushed = pushed !== null && failed.includes(pushed)
  if (pushed === null) {
    if (failed.length === houses.length) return `All ${sayCount(houses.length)} houses have failed.`
    return `${capital(sayCount(failed.length))} ${failed.length === 1 ? 'house has' : 'houses have'} failed.`
  }
  const told = `${sayCount(others)} other ${others === 1 ? 'house' : 'houses'}`
  if (others === 0) return 'It has failed, and it alone.'
  if (isPushed) return `It and ${told} have failed.`
  return `${capital(told)} ${others === 1 ? 'has' : 'have'} failed.`
}

export function composeWorldCaption(facts: WorldFacts): Caption {
  const { step, shocks, title, sentence } = facts
  const past = shocks.filter((shock) => shock.step <= step).toSorted((a, b) => a.step - b.step)
  if (past.length === 0 && facts.failed.length === 0)
    return { headline: `${title}.`.replace(/\.\.$/, '.'), detail: sentence || 'Nothing has pushed it yet.' }
  const pushed = past.length > 0 ? placeOfShock(past[0]) : null
  const told = past.length > 0 ? `${tellPushes(past)}. ` : ''
  return { headline: `${told}${tellFailures(facts, pushed)}`, detail: tellDetail(facts) }
}

function tellDetail(facts: WorldFacts): string {
  const { cut, before, failed, illiquid, moves } = facts
  if (cut.length > 0) {
    const same = `Same push, same seed, but without ${listNames(cut)}.`
    if (!before) return same
    const saved = before.failed.filter((id) => !failed.includes(id))
    const lost = failed.filter((id) => !before.failed.includes(id))
    const change =
      saved.length > 0
        ? ` With all pipes on, ${listNames(saved)} had failed by now (gray line).`
        : lost.length > 0
          ? ` With all pipes on, ${listNames(lost)} still stood (gray line).`
          : ' With all pipes on, the same houses had failed by now (gray line).'
    return same + change
  }
  const largest = moves
    .filter(({ change }) => Math.abs(change) >= 0.005)
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, 3)
    .map(({ name, change }) => `${name} ${formatChange(Math.round(change * 100) / 100)}`)
  const prices = largest.length > 0 ? `Prices: ${listNames(largest)}.` : 'No price has moved yet.'
  const waits =
    illiquid.length > 0 ? ` ${capital(listNames(illiquid))} cannot pay all who ask for their money.` : ''
  return prices + waits
}
