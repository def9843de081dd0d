/** The figures in the order in which a panel shows them. */
import { depthFigure } from './depthFigure.ts'
import { distanceFigure } from './distanceFigure.ts'
import type { Figure } from './figure.ts'
import { fundFigure } from './fundFigure.ts'
import { leverageFigure } from './leverageFigure.ts'
import { liquidationFigure } from './liquidationFigure.ts'
import { openInterestFigure } from './openInterestFigure.ts'
import { payersFigure } from './payersFigure.ts'

export const allFigures: readonly Figure[] = [
  payersFigure,
  fundFigure,
  liquidationFigure,
  distanceFigure,
  leverageFigure,
  openInterestFigure,
  depthFigure,
]
