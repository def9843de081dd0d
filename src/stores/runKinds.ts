/** What can be opened and played, as types of what goes to and fro: a scenario, or a world. */
import type {
  OpenedRun,
  OpenedWorld,
  Push,
  RunAccounts,
  WorldAccounts,
  WorldPush,
} from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { WorldShock } from '../schema/worldShocks.ts'

export interface ScenarioKind {
  document: Scenario
  shock: Shock
  push: Push
  opened: OpenedRun
  accounts: RunAccounts
}

export interface WorldKind {
  document: WorldDocument
  shock: WorldShock
  push: WorldPush
  opened: OpenedWorld
  accounts: WorldAccounts
}

export type RunKind = ScenarioKind | WorldKind
