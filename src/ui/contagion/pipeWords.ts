/** What each kind of pipe is called on the picture, and what it does, in a sentence for who does not see it. */
import { CHANNELS } from '../../schema/worldChannels.ts'
import { sayVenue } from '../../schema/worldTitles.ts'
import type { Pipe, PipeKind } from './pipes.ts'

const NAMES: Readonly<Record<PipeKind, string>> = {
  crossMargin: 'one margin',
  arbitrage: 'arbitrage',
  index: 'price feed',
  hedges: 'hedge',
  desks: 'one desk',
  chains: 'block space',
  placed: 'claims',
  holdings: 'coins',
  tokens: 'own token',
  fear: 'fear',
  loans: 'loans sold',
}

export const namePipe = (kind: PipeKind): string => NAMES[kind]

const LOANS_SAID = 'collateral of loans is sold on this book'

export function explainPipe(kind: PipeKind): string {
  return kind === 'loans' ? LOANS_SAID : CHANNELS[kind].said
}

/** Both ways, or one after the other. */
const BOTH: ReadonlySet<PipeKind> = new Set(['arbitrage', 'desks', 'chains'])

export const goesBothWays = (kind: PipeKind): boolean => BOTH.has(kind)

export function nameEnds({ kind, from, to }: Pipe): string {
  const [a, b] = [sayVenue(from), sayVenue(to)]
  if (from === to) return `in ${a}`
  return goesBothWays(kind) ? `between ${a} and ${b}` : `from ${a} to ${b}`
}
