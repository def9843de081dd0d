/**
 * Counts the money and the contracts of a world anew, from its accounts as they are printed and the rest of its state: what
 * stands in anybody's name, less what came in since the opening (docs/model.md section 11.7).
 */
import { readWorldAccounts } from '../../src/engine/worldPrintout.ts'
import type { Simulation } from '../../src/engine/simulation.ts'

export interface WorldSums {
  /** The same at every step. */
  cents: number
  /** 0 for every asset. */
  contracts: number[]
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0)

export function sumWorld(simulation: Simulation): WorldSums {
  const { places, world } = simulation
  const accounts = readWorldAccounts(simulation)
  const contracts = new Map(places.assets.map(({ rules }) => [rules.id, 0]))
  const addContracts = (asset: string, n: number) => contracts.set(asset, (contracts.get(asset) ?? 0) + n)
  let cents = total(world.chains.map(({ cashCents }) => cashCents))
  for (const { rules, state, markets } of places.venues) {
    for (const row of accounts[rules.id]) {
      cents += row.cash
      for (const [asset, n] of Object.entries(row.contracts)) addContracts(asset, n)
    }
    const { treasury, totals } = state
    cents += state.fundCents + state.equityCents + state.liquidatorCents
    cents += treasury.depositorsCents + treasury.withdrawnCents + treasury.stolenCents
    cents -= total(treasury.holdings.map(({ bookCents }) => bookCents)) + totals.badDebtCents
    cents -= totals.depositedCents
    for (const { state: market, rules: own } of markets) {
      const { counterparty, makers, outside, arbitrage, hedge } = market
      const { id } = simulation.program.assets[own.asset]
      for (const { cashCents, contracts: n } of [counterparty, makers, outside, arbitrage, hedge]) {
        cents += cashCents
        addContracts(id, n)
      }
      addContracts(id, -market.treasuryContracts)
    }
  }
  return { cents, contracts: [...contracts.values()] }
}

/** Where in a printout a number is none that JSON has, in words; nothing where all are. */
export function findNoNumber(node: unknown, path = ''): string | null {
  if (typeof node === 'number') return Number.isFinite(node) ? null : `${path}: ${String(node)}`
  if (typeof node !== 'object' || node === null) return null
  for (const [key, inner] of Object.entries(node)) {
    const found = findNoNumber(inner, `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}
