/** The options of Chart.js for a figure: axes with units, no animation, no parsing; everything else is drawn elsewhere. */
import type { ChartConfiguration } from 'chart.js'
import { createDatasets, type Dataset, fillDatasets, RIGHT } from './datasets.ts'
import type { ClassAxis, Content, Quantity, TimeAxis } from './figure.ts'
import { formatDuration, formatPlain, formatShortCount, formatShortDollars } from '../schema/words.ts'
import type { Palette } from './palette.ts'
import { computeTimeTicks } from '../schema/timeAxis.ts'

export type PlotConfig = ChartConfiguration<'line' | 'bar', Dataset['data']>

/** An axis reaches at least so far, so that nothing does not look like much: $100, a ratio of 1, ten of the others. */
const LEAST_TOP: Record<Quantity, number> = { dollars: 10_000, traders: 10, contracts: 10, ratio: 1 }

const TICK_WORDS: Readonly<Record<Quantity, (value: number) => string>> = {
  dollars: formatShortDollars,
  traders: formatShortCount,
  contracts: formatShortCount,
  ratio: formatPlain,
}

function listTicks(axis: TimeAxis | ClassAxis, width: number, fontSize: number): number[] {
  if (axis.kind === 'time') return computeTimeTicks(axis.window, axis.stepSeconds, width / (fontSize * 7))
  const ticks: number[] = []
  for (let i = 0; i < axis.edges.length; i += axis.labelEvery) ticks.push(i)
  return ticks
}

function labelTick(axis: TimeAxis | ClassAxis, value: number): string {
  if (axis.kind === 'time') return formatDuration(value * axis.stepSeconds)
  return axis.formatEdge(axis.edges[value])
}

export function spanOf({ axis, count }: Content): number {
  return axis.kind === 'time' ? axis.window : count
}

type Scales = NonNullable<NonNullable<PlotConfig['options']>['scales']>

function createAcross(content: Content, palette: Palette, readAxis: () => Content['axis']): Scales[string] {
  const { colors, fontFamily: family, fontSize: size } = palette
  const { axis } = content
  return {
    type: 'linear',
    min: 0,
    max: spanOf(content),
    // Bars stand between edges, so the axis needs no room beside them.
    offset: false,
    stacked: axis.kind === 'classes',
    border: { color: colors.line },
    grid: { display: false, tickColor: colors.line, drawTicks: true, tickLength: 5 },
    title: {
      display: axis.kind === 'classes',
      text: axis.kind === 'classes' ? axis.name : '',
      color: colors.quiet,
      font: { family, size },
      padding: 0,
    },
    afterBuildTicks: (scale) => {
      scale.ticks = listTicks(readAxis(), scale.chart.width, size).map((value) => ({ value }))
    },
    ticks: {
      color: colors.quiet,
      font: { family, size },
      maxRotation: 0,
      autoSkipPadding: 8,
      callback: (value) => labelTick(readAxis(), Number(value)),
    },
  }
}

function createUpwards(content: Content, palette: Palette, quantity: Quantity): Scales[string] {
  const { colors, fontFamily: family, fontSize: size } = palette
  return {
    type: 'linear',
    beginAtZero: true,
    // Areas come added up already.
    stacked: content.axis.kind === 'classes',
    suggestedMax: LEAST_TOP[quantity],
    border: { display: false },
    grid: { color: colors.grid, drawTicks: false },
    ticks: {
      color: colors.quiet,
      font: { family, size },
      padding: 6,
      maxTicksLimit: 5,
      ...(quantity === 'ratio' ? {} : { precision: 0 }),
      // Below the line stand mirrored counts, not negative ones.
      callback: (value) => TICK_WORDS[quantity](Math.abs(Number(value))),
    },
  }
}

/** The scale of the left side, and one on the right where a trace asks for it; the grid belongs to the left. */
function createScales(content: Content, palette: Palette, readAxis: () => Content['axis']): Scales {
  const traces = content.columns.map(({ trace }) => trace)
  const left = traces.find(({ side }) => side === undefined)?.quantity ?? 'traders'
  const right = traces.find(({ side }) => side === 'right')
  return {
    x: createAcross(content, palette, readAxis),
    y: createUpwards(content, palette, left),
    ...(right && {
      [RIGHT]: {
        ...createUpwards(content, palette, right.quantity),
        position: 'right' as const,
        grid: { display: false },
      } as Scales[string],
    }),
  }
}

/**
 * @param readAxis the axis of the content that is shown by then
 * @param width in CSS pixels, to which the points are thinned
 */
export function createConfig(
  content: Content,
  palette: Palette,
  readAxis: () => Content['axis'],
  width: number,
): PlotConfig {
  const datasets = createDatasets(content, palette)
  fillDatasets(datasets, content, width)
  return {
    type: 'line',
    data: { datasets },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      // A delayed resize would come to a picture that may be gone by then.
      resizeDelay: 0,
      // Pointing is the cursor's business.
      events: [],
      layout: { padding: { top: 6, right: 10 } },
      scales: createScales(content, palette, readAxis),
    },
  }
}
