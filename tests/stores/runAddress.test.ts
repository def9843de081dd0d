/**
 * Goal: the address that a class passes on carries what is shown: the crowd, the levers, the moment, and both sides of a
 * comparison; there is none where a link cannot carry it.
 * Method: a real session in the same thread; each address is read as another screen would.
 */
import { describe, expect, it } from 'vitest'
import { createSessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import { fromLink } from '../../src/schema/link.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { Comparison } from '../../src/stores/comparison.svelte.ts'
import { Controls } from '../../src/stores/controls.svelte.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { RunAddress } from '../../src/stores/runAddress.svelte.ts'
import { Sandbox } from '../../src/stores/sandbox.svelte.ts'

async function start(traders: number) {
  const session = createSessionClient()
  const sandbox = new Sandbox(new Run(session.client), new Controls(traders), () => true)
  await sandbox.start()
  return { session, sandbox, address: new RunAddress(sandbox) }
}

/** What another screen opens. */
async function open(address: RunAddress) {
  const end = address.follow()
  await until(() => address.hash !== null)
  end()
  address.refresh()
  const opened = fromLink(address.hash ?? '', ENGINE_VERSION)
  if (opened instanceof FieldError) throw opened
  return opened
}

describe('the address of what the sandbox shows', () => {
  it('carries the crowd of this screen, whatever other screens begin with', async () => {
    for (const traders of [500, 1_000]) {
      const { sandbox, address } = await start(traders)
      await sandbox.run.seek(12)
      const { document, compared, step } = await open(address)
      expect(document).toEqual(sandbox.run.document)
      expect(document.crowd).toMatchObject({ traders })
      expect([compared, step]).toEqual([null, 12])
    }
  })

  it('carries levers, and both sides of a comparison', async () => {
    const { session, sandbox, address } = await start(500)
    sandbox.controls.setAt('liquidity.depth', 9_000, 'liquidity')
    await sandbox.restart('liquidity')
    expect((await open(address)).document.liquidity.depth).toBe(9_000)
    const a = sandbox.controls.scenario
    if (!a) throw new Error('Nothing has opened.')
    const b = { ...a, seed: 'other' }
    sandbox.compare({ b, isAgreed: true })
    const comparison = new Comparison(new Run(session.client), new Run(session.client), () => true)
    sandbox.comparison = comparison
    await comparison.open(a, b, 5)
    const { compared, step } = await open(address)
    expect([compared?.seed, step]).toEqual(['other', 5])
  })

  it('is none where the run has to travel as a file', async () => {
    const { sandbox, address } = await start(500)
    await open(address)
    const path = Array.from({ length: 30 }, (_, step) => 100 - step)
    const { document } = sandbox.run
    if (!document) throw new Error('Nothing has opened.')
    await sandbox.load({ ...document, market: { ...document.market, fairValue: { path } } }, 0)
    address.refresh()
    expect(address.hash).toBeNull()
  })
})
