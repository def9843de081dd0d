/**
 * Plays a night's proof over one outer seed, on hidden seeds of its own: its solutions must win the night; the untouched venue, brute
 * force, what won the night before, what wins other nights, the misconception and a player by chance must not; and whoever moves
 * everything to the safe end must miss a floor, or banning everything would win.
 */
import { measureUntouched, playNight } from './playNight.ts'
import { randomPlay } from './randomPlay.ts'
import { hiddenSeeds } from './score.ts'
import { transfer } from './transfer.ts'
import type { Night, NightRule } from '../../nights/night.ts'
import { costOf, playOf, UNTOUCHED, type Play } from '../../nights/play.ts'

const LEAST_WON = 0.8
const MOST_LOST = 0.2
const MOST_BY_CHANCE = 0.15

/** What a night is proven among, in order. */
export interface Proven {
  readonly night: Night
  readonly nights: readonly Night[]
}

export interface ProofSize {
  /** Hidden seeds of an outer seed; as many as the night lists where nothing is said. */
  readonly hidden?: number
  /** Plays by chance of an outer seed. */
  readonly chances?: number
}

export interface NightSeedResult {
  readonly solutions: readonly boolean[]
  /** Untouched, the night's own, brute force, other nights, and the night before where there is one. */
  readonly mustFail: readonly boolean[]
  /** In how many of so many plays by chance the night was won. */
  readonly byChance: { readonly won: number; readonly plays: number }
  /** In how many hidden seeds everything at the safe end missed a floor. */
  readonly missed: { readonly seeds: number; readonly of: number }
}

/** Hidden seeds of an outer one, with what the floors are measured against, known once it was asked for. */
class HiddenSeeds {
  readonly #night: Night
  readonly seeds: readonly string[]
  readonly needs: number
  readonly #bases = new Map<string, number[]>()

  constructor(night: Night, outer: string, count: number) {
    this.#night = night
    this.seeds = hiddenSeeds({ ...night, seeds: count }, `proof ${outer}`)
    this.needs = Math.ceil((night.needs / night.seeds) * count - 1e-9)
  }

  outcome(play: Play, seed: string) {
    let bases = this.#bases.get(seed)
    if (!bases) this.#bases.set(seed, (bases = measureUntouched({ night: this.#night }, seed)))
    return playNight({ night: this.#night }, play, seed, { bases }).outcome
  }

  /** Stops as soon as it is decided. */
  isWon(play: Play): boolean {
    let won = 0
    for (const [i, seed] of this.seeds.entries()) {
      if (this.outcome(play, seed).won) won++
      if (won >= this.needs) return true
      if (won + this.seeds.length - i - 1 < this.needs) return false
    }
    return false
  }
}

export function proveNightSeed(
  { night, nights }: Proven,
  outer: string,
  { hidden = night.seeds, chances = 5 }: ProofSize = {},
): NightSeedResult {
  const all = new HiddenSeeds(night, outer, hidden)
  const safest = allAt(night, (rule) => rule.safe)
  const missed = all.seeds.filter((seed) =>
    all.outcome(safest, seed).judged.some((one) => one.kind === 'floor' && !one.holds),
  )
  const byChance = Array.from({ length: chances }, (_, k) => randomPlay(night, `${night.id} ${outer} ${k}`))
  return {
    solutions: night.proof.solutions.map((script) => all.isWon(playOf(script))),
    mustFail: [
      all.isWon(UNTOUCHED),
      ...night.proof.mustFail.map((script) => all.isWon(playOf(script))),
      listBruteForce(night).some((play) => all.isWon(play)),
      listElsewhere(night, nights).some((play) => all.isWon(play)),
      ...listBefore(night, nights).map((play) => all.isWon(play)),
    ],
    byChance: { won: byChance.filter((play) => all.isWon(play)).length, plays: chances },
    missed: { seeds: missed.length, of: all.seeds.length },
  }
}

type End = NightRule['safe']
const endOf = ({ stops }: NightRule, end: End) => (end === 'first' ? stops[0] : stops[stops.length - 1]).id

function allAt(night: Night, choose: (rule: NightRule) => End): Play {
  const rules = Object.entries(night.rules).map(([id, rule]) => [id, endOf(rule, choose(rule))])
  return { ...UNTOUCHED, rules: Object.fromEntries(rules) as Play['rules'] }
}

/**
 * Without a thought: everything to the safe end, or to the other, over the budget too; each rule alone as near to each of its ends as
 * the budget goes; and as many rules at their safe ends as the budget allows, from the first on and from the last.
 * @internal
 */
export function listBruteForce(night: Night): Play[] {
  const ids = Object.keys(night.rules)
  const alone = ids.flatMap((id) =>
    (['first', 'last'] as const).map((end) => toEnd(night, UNTOUCHED, id, end)),
  )
  return [
    allAt(night, (rule) => rule.safe),
    allAt(night, (rule) => (rule.safe === 'first' ? 'last' : 'first')),
    ...alone,
    fill(night, ids),
    fill(night, ids.toReversed()),
  ]
} // prettier-ignore

/** Each rule as near to its safe end as the budget still goes. */
function fill(night: Night, ids: readonly string[]): Play {
  return ids.reduce((play, id) => toEnd(night, play, id, night.rules[id].safe), UNTOUCHED)
}

/** The same play with one rule as near to an end as the budget goes. */
function toEnd(night: Night, play: Play, id: string, end: End): Play {
  const { stops } = night.rules[id]
  const fromEnd = end === 'first' ? stops : stops.toReversed()
  const within = fromEnd
    .map((stop) => ({ ...play, rules: { ...play.rules, [id]: stop.id } }))
    .find((next) => costOf(night, next) <= night.budget)
  return within ?? play
}

function listBefore(night: Night, nights: readonly Night[]): Play[] {
  const before = nights[nights.indexOf(night) - 1] as Night | undefined
  return before ? [transfer(playOf(before.best), before, night)] : []
}

function listElsewhere(night: Night, nights: readonly Night[]): Play[] {
  const others = nights.filter((one) => one !== night)
  return others.flatMap((other) =>
    other.proof.solutions.map((script) => transfer(playOf(script), other, night)),
  )
}

export interface NightLine {
  readonly kind: 'solution' | 'mustFail' | 'chance' | 'floor'
  readonly name: string
  readonly passed: number
  readonly seeds: number
  readonly asked: number
  readonly isProven: boolean
}

/** The proof's lines over all outer seeds. */
export function countNightProof({ night, nights }: Proven, results: readonly NightSeedResult[]): NightLine[] {
  const line = (kind: NightLine['kind'], name: string, asked: number, passed: number, seeds: number): NightLine => {
    const isLeast = kind === 'solution' || kind === 'floor'
    const limit = asked * seeds
    const isProven = isLeast ? passed >= limit - 1e-9 : kind === 'chance' ? passed < limit : passed <= limit + 1e-9
    return { kind, name, passed, seeds, asked, isProven }
  }
  const count = (of: (result: NightSeedResult) => boolean) => results.filter(of).length
  const sum = (of: (result: NightSeedResult) => number) => results.reduce((total, one) => total + of(one), 0)
  const failing = [
    'untouched',
    ...night.proof.mustFail.map(({ name }) => name),
    'brute force',
    'what wins another night',
    ...(nights.indexOf(night) > 0 ? ['the best rules of the night before'] : []),
  ]
  return [
    ...night.proof.solutions.map(({ name }, i) => line('solution', name, LEAST_WON, count((r) => r.solutions[i]), results.length)),
    ...failing.map((name, i) => line('mustFail', name, MOST_LOST, count((r) => r.mustFail[i]), results.length)),
    line('chance', 'a player by chance', MOST_BY_CHANCE, sum((r) => r.byChance.won), sum((r) => r.byChance.plays)),
    line('floor', 'everything at the safe end misses a floor', LEAST_WON, sum((r) => r.missed.seeds), sum((r) => r.missed.of)),
  ]
} // prettier-ignore
