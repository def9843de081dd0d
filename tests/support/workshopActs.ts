/** Edits of whole parts of a world, chosen by numbers, as random sequences of them need. */
import type { WorldDocument } from '../../src/schema/world.ts'
import {
  addCrowd,
  addMarket,
  addPart,
  addTreasury,
  canAddCrowd,
  listNewMarkets,
  refuseAddition,
  type Addable,
} from '../../src/stores/world/workshopAdditions.ts'
import {
  canDuplicate,
  canRemove,
  duplicatePart,
  removePart,
  renamePart,
  type Edit,
} from '../../src/stores/world/workshopEdits.ts'
import { listParts } from '../../src/stores/world/workshopParts.ts'

export const ADDABLE: readonly Addable[] = [
  'asset',
  'exchange',
  'pool',
  'lending',
  'institution',
  'desk',
  'chain',
  'claim',
  'push',
]
/** One edit of a whole part, chosen by three numbers; null where it is not possible there. */
export function editAt(
  world: WorldDocument,
  [act, place, detail]: readonly [number, number, number],
): Edit | null {
  const parts = listParts(world)
  const part = parts[place % parts.length]
  const [kind, id] = part.path.split('.')
  switch (act) {
    case 0: {
      const added = ADDABLE[detail % ADDABLE.length]
      return refuseAddition(world, added) === null ? addPart(world, added, part.path) : null
    }
    case 1:
      return canRemove(world, part) ? removePart(world, part) : null
    case 2:
      return canDuplicate(part) ? duplicatePart(world, part) : null
    case 3:
      return renamePart(world, part.path, ['constructor', 'x1', 'a', 'toString'][detail % 4])
    default: {
      if (kind !== 'venues' || world.venues[id].kind === 'institution') return null
      const markets = listNewMarkets(world, id)
      if (act === 4 && markets.length > 0) return addMarket(world, id, markets[detail % markets.length])
      if (act === 5) return canAddCrowd(world, id) ? addCrowd(world, id) : null
      return act === 6 ? addTreasury(world, id) : null
    }
  }
}

/** Limits that adding runs into, and shares of what the last crowd held. */
export const FULL =
  /at most \d+ (assets|venues|desks|chains|markets|shocks|crowds|traders)|since nobody trades here/
