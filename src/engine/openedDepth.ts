/**
 * Depth of each book as it opens (docs/model.md section 11.9): a document may give it as a share of open interest, and what opens there is
 * known to the engine alone. Opens the world once, when the first share is asked for.
 */
import { listNames } from './names.ts'
import { openWorld } from './opening.ts'
import { createProgram } from './program.ts'
import type { World } from './world.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { DepthOf } from '../schema/worldDeskSplit.ts'

export function createDepthOf(document: WorldDocument): DepthOf {
  const { marketOf } = listNames(document)
  let opened: World | undefined
  return (venue, asset) => {
    opened ??= openWorld(createProgram(document))
    return opened.markets[marketOf(venue, asset)].baseDepthContracts
  }
}
