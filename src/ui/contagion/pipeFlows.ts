/**
 * What flows in the pipes in a step, as it is drawn and said: the flows of all links of a pipe together, and how thick that makes
 * it beside the most that has flowed in one of its kind of money. Reads flows; computes nothing of the model.
 */
import { formatCount, formatNumbered, formatPart, formatShortDollars } from '../../schema/words.ts'
import type { Flow } from '../../stores/world/flow.ts'
import type { Pipe } from './pipes.ts'
import { goesBothWays } from './pipeWords.ts'

export interface PipeFlow {
  /** Of the most that flows in any pipe; 0 where nothing does. */
  readonly share: number
  /** Against the pipe's own direction. */
  readonly isBack: boolean
  /** What flows, beside the name of the pipe. */
  readonly words: string
  /** What it did, in sentences. */
  readonly sentences: readonly string[]
}

const NOTHING: PipeFlow = { share: 0, isBack: false, words: '', sentences: [] }
/** A pipe of this much money a step is as thick as they get, unless more flows somewhere. */
const THICK_CENTS = 5_000_000
/** A price that moved by less has not moved. */
const SMALLEST_SHOWN = 0.0005

function belongs(flow: Flow, { kind, from, to }: Pipe): boolean {
  if (flow.kind !== kind) return false
  if (flow.from === from && flow.to === to) return true
  return goesBothWays(kind) && flow.from === to && flow.to === from
}

/** By the keys of the pipes. */
export function readPipeFlows(pipes: readonly Pipe[], flows: readonly Flow[]): Map<string, PipeFlow> {
  const money = flows.filter(({ unit }) => unit === 'cents').map(({ amount }) => Math.abs(amount))
  const most = Math.max(THICK_CENTS, ...money)
  return new Map(
    pipes.map((pipe) => {
      const own = flows.filter((flow) => belongs(flow, pipe) && flow.amount !== 0)
      return [pipe.key, own.length === 0 ? NOTHING : toPipeFlow(pipe, own, most)]
    }),
  )
}

function toPipeFlow(pipe: Pipe, flows: readonly Flow[], mostCents: number): PipeFlow {
  const amount = flows.reduce((sum, flow) => sum + Math.abs(flow.amount), 0)
  const [{ unit, from }] = flows
  const largest = Math.max(...flows.map((flow) => Math.abs(flow.amount)))
  const texts = {
    cents: () => formatShortDollars(amount),
    contracts: () => `${formatCount(amount)} contracts`,
    // Moves of several prices do not add up.
    share: () => (largest < SMALLEST_SHOWN ? '' : formatPart(largest)),
    count: () => formatNumbered(amount, 'liquidation'),
  }
  return {
    share: unit === 'cents' ? Math.min(1, amount / mostCents) : 0.12,
    isBack: from === pipe.to && pipe.from !== pipe.to,
    words: texts[unit](),
    sentences: flows.map(({ words }) => words),
  }
}
