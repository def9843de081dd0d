/** Who "you" are, and what is told of it: the trader is found in a real crowd, and the words fit what the run did. */
import { describe, expect, it } from 'vitest'
import { createSessionClient } from '../support/sessionClient.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { findBets, listOffered, nameDeposits, nameFate, tellOthers } from '../../src/stores/yourBet.ts'

describe('a bet of one’s own', () => {
  it('is that of the trader whose leverage is nearest, and the highest are sold out first', async () => {
    const run = new Run(createSessionClient().client)
    await run.open(createSituation('spiral', 10_000))
    const opening = run.opened?.opening
    if (!opening) throw new Error('Nothing was opened.')
    const ids = findBets(opening, listOffered(25))
    // What differs between them is the leverage.
    expect(nameDeposits(ids.map((id) => opening.deposit[id]))).toMatch(/^about \$/)
    const read = () => Promise.all(ids.map((id) => run.trader(id)))
    for (const [i, one] of (await read()).entries()) {
      expect(one?.side).toBe('long')
      expect((one?.leverage ?? 0) / listOffered(25)[i]).toBeCloseTo(1, 1)
      expect(nameFate(one ?? { state: 'open', leverage: 0 }, { priceFall: 0, fairFall: 0 })).toMatch(
        /×: still in$/,
      )
    }
    await run.seek(run.steps)
    const [low, , , high] = await read()
    const moves = { priceFall: run.market(0)?.priceFall ?? 0, fairFall: run.frame?.assets[0].fairFall ?? 0 }
    expect(moves.priceFall).toBeGreaterThan(moves.fairFall)
    if (!low || !high) throw new Error('A trader is not there.')
    expect(nameFate(low, moves)).toMatch(/^You, at 3×: survived −\d+(\.\d)?% so far$/)
    expect(nameFate(high, moves)).toMatch(/^You, at (19|20)(\.\d)?×: sold out$/)
    expect(tellOthers(low, moves)).toMatch(
      /^I bet on a rise at 3× and survived, with \d+% of my deposit left\. The news was −4/,
    )
    expect(tellOthers(high, moves)).toMatch(/sold out, with (nothing|\d+%) of my deposit left/)
  })

  it('has deposits that are about the same, or says nothing of them', () => {
    expect(nameDeposits([99_000, 101_000])).toBe('about $1,000')
    expect(nameDeposits([50_000, 101_000])).toBeNull()
  })

  it('is not offered above what the exchange allows, nor where nobody bets on a rise', () => {
    expect(listOffered(8)).toEqual([3, 5])
    expect(listOffered(2)).toEqual([])
    const short = { contracts: [-5], entryPrice: [100], deposit: [50], liquidationPrice: [1], state: [0] }
    expect(findBets(short as never, [10])).toEqual([])
  })
  it('is found among a million', () => {
    const traders = 1_000_000
    const opening = {
      contracts: new Float64Array(traders).fill(1),
      entryPrice: Float64Array.from({ length: traders }, (_, id) => 1 + id / 50_000),
      deposit: new Float64Array(traders).fill(1),
    }
    const [three, twenty] = findBets(opening as never, [3, 20]).map((id) => opening.entryPrice[id])
    expect(Math.abs(Math.log(three / 3))).toBeLessThan(0.015)
    expect(Math.abs(Math.log(twenty / 20))).toBeLessThan(0.015)
  })
})
