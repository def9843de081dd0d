/**
 * Where things stand in the picture, in CSS pixels of the host. The chart and the crowd share the rows of the price axis,
 * which stands between them; the strip of forced orders lies under the chart, the legend under the crowd.
 */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Layout {
  readonly width: number
  readonly height: number
  /** Width of a narrow screen: fewer and shorter labels. */
  readonly isNarrow: boolean
  /** One of several pictures on a page: price and crowd alone, without the strip of orders and without what one key says for all. */
  readonly isCompact: boolean
  /** Size of the labels' type. */
  readonly type: number
  /** Price through time; its rows are the price axis. */
  readonly chart: Box
  readonly axisX: number
  /** Width of the column of numbers left of the axis. */
  readonly axisColumn: number
  readonly crowd: Box
  readonly strip: Box
  /** Baseline row of the time labels. */
  readonly timeTop: number
}

const NARROW = 640
/** Width of each of two pictures on a low projector. */
const HALF = 320
const MAX_RESOLUTION = 2

/** Pixels of the screen to a CSS pixel, as far as more of them can be seen. */
export const readResolution = (): number => Math.min(MAX_RESOLUTION, window.devicePixelRatio || 1)

export function computeLayout(
  width: number,
  height: number,
  isPresenter: boolean,
  isCompact = false,
): Layout {
  if (isCompact) return computeCompact(width, height, isPresenter)
  const isNarrow = width < NARROW
  const isHalf = isPresenter && width < HALF
  const type = isHalf ? 13 : isPresenter ? (isNarrow ? 15 : 18) : isNarrow ? 11 : 12
  const top = Math.round(type * 1.9)
  const timeRow = Math.round(type * 1.7)
  const stripHeight = Math.max(28, Math.min(64, Math.round(height * 0.09)))
  const gap = Math.round(type * 1.9)
  // As wide as the flag of the present price: the curve ends at it, not under it.
  const axisColumn = Math.round(type * 5.5)
  // A curve needs room more than marks, which only get smaller.
  const axisX = Math.round(width * (isHalf ? 0.57 : isNarrow ? 0.5 : 0.485))
  const bottom = Math.max(top + 40, height - timeRow - stripHeight - gap)
  const chartLeft = isNarrow ? 6 : 18
  const crowdLeft = axisX + (isNarrow ? 8 : 14)
  return {
    width,
    height,
    isNarrow,
    isCompact: false,
    type,
    chart: {
      left: chartLeft,
      top,
      width: Math.max(20, axisX - axisColumn - chartLeft),
      height: bottom - top,
    },
    axisX,
    axisColumn,
    crowd: {
      left: crowdLeft,
      top,
      width: Math.max(20, width - crowdLeft - (isNarrow ? 6 : 18)),
      height: bottom - top,
    },
    strip: {
      left: chartLeft,
      top: bottom + gap,
      width: Math.max(20, axisX - axisColumn - chartLeft),
      height: stripHeight,
    },
    timeTop: bottom + gap + stripHeight + 3,
  }
}

/** Price and crowd take the whole height; time is told once for all pictures of the page. */
function computeCompact(width: number, height: number, isPresenter: boolean): Layout {
  // Read from the last row also where the whole town is drawn a fifth smaller.
  const type = isPresenter ? 18 : 11
  const axisColumn = Math.round(type * 4.6)
  // Larger numbers leave the curve its room: marks only get smaller.
  const axisX = Math.round(width * (isPresenter ? 0.58 : 0.5))
  const chartLeft = 4
  const crowdLeft = axisX + 6
  // Half a line above and below, for the numbers of the axis at its ends.
  const top = Math.round(type * 0.8)
  const rows = { top, height: Math.max(40, height - 2 * top) }
  const chart = { ...rows, left: chartLeft, width: Math.max(20, axisX - axisColumn - chartLeft) }
  return {
    width,
    height,
    isNarrow: true,
    isCompact: true,
    type,
    chart,
    axisX,
    axisColumn,
    crowd: { ...rows, left: crowdLeft, width: Math.max(20, width - crowdLeft - 4) },
    strip: { left: chart.left, top: top + rows.height, width: chart.width, height: 0 },
    timeTop: height,
  }
}
