/** Situations as the page opens them, and what their figures come to in the run that is shown. */
import { toMeasuredRun } from './measuredRun.ts'
import type { WorldRun } from './worldRun.svelte.ts'
import { isSameDocument } from '../../schema/documentPath.ts'
import { parseWorld } from '../../schema/parseDocument.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { measure } from '../../situations/measure.ts'
import type { Situation } from '../../situations/situation.ts'
import { situationList } from '../../situations/situationList.ts'

/** Their ids and titles, in order. */
export const SITUATIONS: readonly Pick<(typeof situationList)[number], 'id' | 'title' | 'kind'>[] =
  situationList

/** Where nothing else is asked for: one failure after another, and what they sell reaches those who had no part in it. */
export const OPENS_WITH = 'chain-of-claims'

/** Null where there is none of this id. */
export async function loadSituation(id: string): Promise<Situation | null> {
  const found = situationList.find((one) => one.id === id)
  return found ? (await found.load()).situation : null
}

/** The situation that a world from elsewhere is, by id; null where it is none, or one that was changed. */
export async function recognizeSituation(world: WorldDocument): Promise<string | null> {
  for (const { id, load } of situationList.filter(({ title }) => title.startsWith(world.title))) {
    const { situation } = await load()
    // Whatever its seed.
    if (isSameDocument(parseWorld({ ...situation.world, seed: world.seed }), world)) return id
  }
  return null
}

export interface MeasuredFigure {
  readonly figure: Situation['reported'][number]
  /** At the present moment of the run, in the unit of the figure; NaN where the run has none yet. */
  readonly here: number
}

export function measureFigures({ reported }: Situation, run: WorldRun): MeasuredFigure[] {
  const measured = toMeasuredRun(run)
  return reported.map((figure) => ({ figure, here: measured ? measure(measured, figure.here) : NaN }))
}
