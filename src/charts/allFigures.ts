/** The figures in the order in which a panel shows them. */
import { depositsFigure } from './depositsFigure.ts'
import { depthFigure } from './depthFigure.ts'
import { distanceFigure } from './distanceFigure.ts'
import type { Figure } from './figure.ts'
import { fundFigure } from './fundFigure.ts'
import { leverageFigure } from './leverageFigure.ts'
import { leverageHeldFigure } from './leverageHeldFigure.ts'
import { liquidationFigure } from './liquidationFigure.ts'
import { openInterestFigure } from './openInterestFigure.ts'
import { payersFigure } from './payersFigure.ts'
import { springFigure } from './springFigure.ts'

export const allFigures: readonly Figure[] = [
  payersFigure,
  fundFigure,
  liquidationFigure,
  springFigure,
  openInterestFigure,
  distanceFigure,
  leverageFigure,
  leverageHeldFigure,
  depositsFigure,
  depthFigure,
]
