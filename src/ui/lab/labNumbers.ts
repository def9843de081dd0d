/** The numbers of an answer as they are saved: one heading a column; the version of the engine is added where they are written. */
import type { Estimate } from '../../risk/estimate.ts'
import type { Better } from '../../stores/better.svelte.ts'
import type { Breaks } from '../../stores/breaks.svelte.ts'
import type { Channels } from '../../stores/channels.svelte.ts'
import type { Futures } from '../../stores/futures.svelte.ts'
import type { Matters } from '../../stores/matters.svelte.ts'

export interface LabNumbers {
  /** What the file is called. */
  readonly name: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** A row a future; money in dollars. */
export function futureNumbers({ list, fates }: Pick<Futures, 'list' | 'fates'>): LabNumbers {
  return {
    name: 'futures',
    heads: [
      'seed',
      'outcome',
      'insolvent at step',
      'fund paid',
      'exchange paid',
      'shared',
      'unpaid',
      'lowest price',
      'sold out',
    ],
    rows: list.map((one, i) => [
      one.seed,
      fates[i],
      one.insolventStep ?? '',
      one.fundPaid / 100,
      one.venuePaid / 100,
      one.socialized / 100,
      one.badDebt / 100,
      one.lowestPrice,
      one.liquidations,
    ]),
  }
}

/**
 * A row a future: who of a world failed, and what was lost; money in dollars. Behind it, where they were played, how many fail without
 * each channel.
 */
export function failureNumbers(
  { list }: Pick<Futures, 'list'>,
  names: readonly string[],
  swept: Channels['sweep']['now'],
): LabNumbers {
  const without = swept?.rows.filter(({ off, problem }) => off !== null && problem === null) ?? []
  return {
    name: 'failures',
    heads: [
      'seed',
      'failures',
      ...names.map((name) => `${name} failed`),
      'unpaid',
      ...without.map(({ off }) => `failures without ${off}`),
    ],
    rows: list.map(({ seed, failed, badDebt }, i) => [
      seed,
      failed.length,
      ...names.map((_, place) => (failed.includes(place) ? 1 : 0)),
      badDebt / 100,
      ...without.map(({ failed: { values } }) => values.at(i) ?? ''),
    ]),
  }
}

/** A row an estimate: by splitting, and by counting where both were made. */
export function rareNumbers(estimates: readonly Estimate[]): LabNumbers {
  return {
    name: 'rare',
    heads: ['event', 'method', 'probability', 'low', 'high', 'relative error', 'runs', 'steps'],
    rows: estimates.map((one) => [
      one.event,
      one.method,
      one.probability,
      one.low,
      one.high,
      one.relativeError ?? '',
      one.runs,
      one.steps,
    ]),
  }
}

/** A row a place of the sweep, and a row a way of each control: its difference from the scenario as it is. */
export function matterNumbers({
  sweep: { now: swept },
  tornado: { now: moved },
}: Matters): LabNumbers | null {
  if (!swept && !moved) return null
  const places = swept?.cells.map((cell) => [
    'sweep',
    swept.question.event,
    swept.question.axes[0].key,
    cell.values[0],
    swept.question.axes.at(1)?.key ?? '',
    cell.values.at(1) ?? '',
    cell.happened.length,
    cell.problem ?? cell.share,
    cell.problem ? '' : cell.low,
    cell.problem ? '' : cell.high,
    cell.rAhead ?? '',
  ])
  const sides = moved?.bars.flatMap(({ key, down, up }) =>
    [down, up].map(({ value, effect, problem }) => [
      'difference',
      moved.event,
      key,
      value,
      '',
      '',
      effect?.runs ?? 0,
      effect?.difference ?? problem ?? '',
      effect?.low ?? '',
      effect?.high ?? '',
      '',
    ]),
  )
  return {
    name: 'what-matters',
    heads: [
      'number',
      'event',
      'control',
      'value',
      'second control',
      'second value',
      'runs',
      'estimate',
      'low',
      'high',
      'R ahead',
    ],
    rows: [...(places ?? []), ...(sides ?? [])],
  }
}

/** A row a push that was tried, by its size. */
export function breakNumbers({ reverse: { now } }: Breaks): LabNumbers | null {
  if (!now || now.points.length === 0) return null
  const { event, kind, step, runs } = now.question
  return {
    name: 'what-breaks-it',
    heads: ['event', 'push', 'step', 'size', 'share', 'low', 'high', 'runs'],
    rows: now.points.map(({ size, share, low, high }) => [event, kind, step, size, share, low, high, runs]),
  }
}

/** A row a seed: whether it happened in A, and in B. */
export function betterNumbers({ comparison: { now } }: Better): LabNumbers | null {
  if (!now || now.flips.length === 0) return null
  const { event, from } = now.question
  return {
    name: 'better-or-lucky',
    heads: ['event', 'seed', 'in A', 'in B'],
    rows: now.flips.map((flip, i) => [
      event,
      from + i,
      Number(flip === 'both' || flip === 'onlyA'),
      Number(flip === 'both' || flip === 'onlyB'),
    ]),
  }
}
