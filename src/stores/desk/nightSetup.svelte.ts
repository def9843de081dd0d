/**
 * What one sets before a night: where each rule stands, which dials one looks at, at which line each warns, and what a warning asks
 * for by itself. It knows what that costs, and makes it a play; whoever opens the night takes the play.
 */
import type { DialId } from '../../dials/dial.ts'
import type { Night, Stop } from '../../nights/night.ts'
import {
  costOf,
  proposedStop,
  stopOf,
  UNTOUCHED,
  type Alarm,
  type Ask,
  type Play,
} from '../../nights/play.ts'

/** What of the budget goes where. */
export interface Expense {
  readonly kind: 'rule' | 'ask' | 'alarm'
  /** The rule, or the proposal. */
  readonly id: string
  readonly stop: string
  readonly cost: number
}

export class NightSetup {
  readonly night: Night
  /** Only those that were moved. */
  #rules: Readonly<Record<string, string>> = $state.raw({})
  #dials: readonly DialId[] = $state.raw([])
  #lines: Readonly<Partial<Record<DialId, number>>> = $state.raw({})
  alarms: readonly Alarm[] = $state.raw([])
  /** Asked for while the night goes on. */
  asks: readonly Ask[] = $state.raw([])

  constructor(night: Night) {
    this.night = night
    this.#dials = this.offered.slice(0, night.choose)
  }

  /** Dials that this night has. */
  get offered(): readonly DialId[] {
    return Object.keys(this.night.dials) as DialId[]
  }

  /** In the order in which they are offered. */
  get dials(): readonly DialId[] {
    return this.#dials
  }

  readonly play: Play = $derived.by(() => ({ rules: this.#rules, asks: this.asks, alarms: this.alarms }))
  readonly cost = $derived.by(() => costOf(this.night, this.play))
  readonly left = $derived.by(() => this.night.budget - this.cost)

  /** What was paid for, without what is free. */
  readonly expenses: readonly Expense[] = $derived.by(() => {
    const { night, play } = this
    const rules = Object.keys(night.rules).map((id): Expense => {
      const { id: stop, cost } = stopOf(night, play, id)
      return { kind: 'rule', id, stop, cost }
    })
    const toExpense = (kind: 'ask' | 'alarm') => (one: Ask | Alarm) => ({
      kind,
      id: one.proposal,
      stop: one.stop,
      cost: proposedStop(night, one).cost,
    })
    const all = [...rules, ...play.asks.map(toExpense('ask')), ...play.alarms.map(toExpense('alarm'))]
    return all.filter(({ cost }) => cost > 0)
  })

  stop(rule: string): Stop {
    return stopOf(this.night, this.play, rule)
  }

  isMoved(rule: string): boolean {
    return Object.hasOwn(this.#rules, rule)
  }

  setRule(rule: string, stop: string): void {
    const others = Object.fromEntries(Object.entries(this.#rules).filter(([name]) => name !== rule))
    const isStart = this.night.rules[rule].start === stop
    this.#rules = isStart ? others : { ...others, [rule]: stop }
  }

  /** One more is taken in the place of the one that was chosen first. */
  toggleDial(dial: DialId): void {
    const chosen = this.#dials.includes(dial)
      ? this.#dials.filter((one) => one !== dial)
      : [...this.#dials, dial].slice(-this.night.choose)
    this.#dials = this.offered.filter((one) => chosen.includes(one))
    this.alarms = this.alarms.filter((one) => chosen.includes(one.dial))
  }

  /** Where it warns: one of the lines that the night allows. */
  line(dial: DialId): number {
    const lines = this.night.dials[dial] ?? []
    return this.#lines[dial] ?? lines[Math.floor(lines.length / 2)]
  }

  setLine(dial: DialId, line: number): void {
    this.#lines = { ...this.#lines, [dial]: line }
    this.alarms = this.alarms.map((one) => (one.dial === dial ? { ...one, line } : one))
  }

  order(dial: DialId): Alarm | null {
    return this.alarms.find((one) => one.dial === dial) ?? null
  }

  /** A standing order; without one the dial only warns. */
  setOrder(dial: DialId, order: { readonly proposal: string; readonly stop: string } | null): void {
    const others = this.alarms.filter((one) => one.dial !== dial)
    this.alarms = order ? [...others, { dial, line: this.line(dial), ...order }] : others
  }

  /** The rules that a play has, to be played again or changed; what was asked for stays with the night that it was asked in. */
  takeIn({ rules, alarms }: Play, { asks = [] }: { asks?: readonly Ask[] } = {}): void {
    const ordered = alarms.map(({ dial }) => dial)
    const chosen = [...this.#dials.filter((one) => !ordered.includes(one)), ...ordered].slice(
      -this.night.choose,
    )
    this.#dials = this.offered.filter((one) => chosen.includes(one))
    this.#lines = { ...this.#lines, ...Object.fromEntries(alarms.map(({ dial, line }) => [dial, line])) }
    this.alarms = alarms
    this.asks = asks
    this.#rules = {}
    for (const [rule, stop] of Object.entries(rules)) this.setRule(rule, stop)
  }

  reset(): void {
    this.takeIn(UNTOUCHED)
  }
}
