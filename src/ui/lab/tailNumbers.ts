/** How fat the tail is, as it is saved: a row a number, of the price and of the news, and of the volatility. */
import type { Bounded } from '../../risk/intervals.ts'
import type { TailReading } from '../../risk/tails.ts'
import type { LabStudy } from '../../stores/labStudy.svelte.ts'
import type { LabNumbers } from './labNumbers.ts'

type Row = LabNumbers['rows'][number]

const bounds = ({ value, low, high }: Bounded) => [value, low, high]

function ofReading(name: string, reading: TailReading): Row[] {
  const { kurtosis, deviation, hill, autocorrelation, pareto, survival } = reading
  return [
    [name, 'deviation', '', deviation, '', '', ''],
    [name, 'kurtosis', '', ...bounds(kurtosis), 3],
    ...hill.map(({ k, index, gaussian }) => [name, 'Hill, k', k, ...bounds(index), gaussian]),
    ...autocorrelation.map((one, i) => [name, 'autocorrelation of sizes, lag', i + 1, ...bounds(one), 0]),
    ...(pareto
      ? [
          [name, 'Pareto threshold, moves over it', pareto.count, pareto.threshold, '', '', ''],
          [name, 'Pareto shape', '', ...bounds(pareto.shape), 0],
          [name, 'Pareto scale', '', ...bounds(pareto.scale), ''],
          ...pareto.levels.flatMap(({ once, quantile, shortfall, seen, normal }) => [
            [name, 'Pareto quantile, once in', once, ...bounds(quantile), normal],
            [name, 'Pareto mean beyond, once in', once, ...bounds(shortfall), ''],
            [name, 'seen, once in', once, seen, '', '', ''],
          ]),
        ]
      : []),
    ...survival.map(({ move, share }) => [
      name,
      'share of moves of so many deviations',
      move,
      share,
      '',
      '',
      '',
    ]),
  ]
}

/** Moves in log price. */
export function tailNumbers({ tails: { answer, settings }, volatility }: LabStudy): LabNumbers | null {
  const { now } = answer
  if (now === null && volatility.runs === 0) return null
  const readings = now ? [...ofReading('price', now.price), ...ofReading('news', now.fair)] : []
  const events = (['insolvent', 'exhausted'] as const).flatMap((event): Row[] =>
    (volatility.read(event)?.points ?? []).map(({ multiple, share, low, high }) => [
      'futures',
      `${event} at volatility times`,
      multiple,
      share,
      low,
      high,
      '',
    ]),
  )
  return {
    name: 'tails',
    heads: ['of', 'what', 'at', 'value', 'low', 'high', 'normal', 'moves', 'steps of a return'],
    rows: [...readings, ...events].map((row) => [...row, settings.side, settings.span]),
  }
}
