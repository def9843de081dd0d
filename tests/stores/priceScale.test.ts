/**
 * Goal: prices from another scale give the same run, whether they were opened before or after the levers were moved.
 * Method: a real session in the same thread; both orders of a lever and a path of prices, from a dollar and less to a bitcoin, and
 * what every account ends with.
 */
import { describe, expect, it } from 'vitest'
import { HeldReader } from '../support/pricesPool.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import { stateFrom } from '../support/visibleState.ts'
import { Controls } from '../../src/stores/controls.svelte.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { Sandbox } from '../../src/stores/sandbox.svelte.ts'
import { Sharing } from '../../src/stores/sharing.svelte.ts'

/** Falls by a twentieth of a percent a step, and stays. */
const writePrices = (from: number) =>
  ['time,price', ...Array.from({ length: 61 }, (_, i) => `${i},${from * (1 - 0.0005 * i)}`)].join('\n')

const LEVERS: Readonly<Record<string, (controls: Controls) => void>> = {
  'no lever': () => {},
  'max leverage': (controls) => controls.setLeverage(40),
  'half the liquidity': (controls) => multiply(controls, 'liquidity.depth', 0.5),
  'four times the fund': (controls) => multiply(controls, 'venue.insuranceFund', 4),
  'another style': (controls) => controls.chooseStyle('ranked-adl'),
}

function multiply(controls: Controls, path: 'liquidity.depth' | 'venue.insuranceFund', times: number) {
  const { scenario } = controls
  const held = path === 'liquidity.depth' ? scenario?.liquidity.depth : scenario?.venue.insuranceFund
  if (typeof held !== 'number') throw new Error(`${path} is not held.`)
  controls.setAt(path, Math.round(held * times * 100) / 100, path)
}

type Started = Awaited<ReturnType<typeof start>>

async function openPrices({ sandbox, sharing }: Started, from: number) {
  await sharing.openText(writePrices(from))
  await until(() => sandbox.run.document?.market.startPrice === from && !sandbox.run.isOpening)
}

async function start() {
  let ms = 0
  const controls = new Controls(500, () => (ms += 10_000))
  const sandbox = new Sandbox(new Run(createSessionClient().client), controls, () => true)
  await sandbox.start()
  return { sandbox, controls, sharing: new Sharing(sandbox, new HeldReader()) }
}

describe('prices from another scale', () => {
  for (const from of [61_200, 250, 0.4])
    it.each(Object.keys(LEVERS))(`that begin at ${from} may be opened after: %s`, async (name) => {
      const [first, last] = [await start(), await start()]
      await openPrices(first, from)
      LEVERS[name](first.controls)
      await first.sandbox.restart(name)
      LEVERS[name](last.controls)
      await last.sandbox.restart(name)
      await openPrices(last, from)
      for (const { sandbox } of [first, last]) await sandbox.run.seek(sandbox.run.steps)
      const [one, other] = [first, last].map(({ sandbox }) => sandbox.run)
      expect([one, other].map(({ document }) => document?.market.startPrice)).toEqual([from, from])
      const { depth } = one.document?.liquidity ?? {}
      expect(typeof depth).toBe('number')
      expect(Number(other.document?.liquidity.depth) / Number(depth)).toBeCloseTo(1, 4)
      if (!name.includes('times') && !name.includes('half')) {
        expect(other.document).toEqual(one.document)
        expect(stateFrom(await other.accounts())).toBe(stateFrom(await one.accounts()))
      }
      expect(last.sandbox.notice).toMatchObject({
        isProblem: false,
        words: expect.stringMatching(/: 61 prices/) as string,
      })
    })
})
