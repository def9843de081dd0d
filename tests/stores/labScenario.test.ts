/**
 * Goal: a link to the lab starts no minutes of work by itself, and a file opens a world there or says why not.
 * Method: the address of a scenario that is refused on the stage without a question is opened in the lab; files that are right and wrong.
 */
import { describe, expect, it } from 'vitest'
import { createContagion } from '../support/riskDocuments.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { LabScenario, toLabAddress } from '../../src/stores/labScenario.svelte.ts'

const night = parseScenario(nightOnTheSandbox)

async function open(document: typeof night): Promise<LabScenario> {
  const lab = new LabScenario()
  await lab.open(await toLabAddress(document))
  return lab
}

describe('the questions of an address', () => {
  const LONGER = { ...night, steps: 100 }

  it('lead nowhere until it is read, and never to the night', async () => {
    const lab = new LabScenario()
    await lab.open(null)
    expect([lab.isNaming, lab.hashes]).toEqual([false, {}])
    const opening = lab.open(await toLabAddress(LONGER))
    expect([lab.isNaming, lab.hashes]).toEqual([true, {}])
    await opening
    expect(lab.isNaming).toBe(false)
    expect(lab.hashes['matters']).toContain('#/lab/matters?r=')
  })

  it('stay where they lead while another question about the same is opened, and go where the address is wrong', async () => {
    const lab = await open(LONGER)
    const { hashes } = lab
    const opening = lab.open(hashes['fund'])
    expect(lab.hashes).toBe(hashes)
    await opening
    expect(lab.hashes).toEqual(hashes)
    await lab.open('#/lab/likely?r=damaged')
    expect([lab.isNaming, lab.hashes, lab.scenario]).toEqual([false, {}, night])
  })
})

const fileOf = (text: string) => new File([text], 'world.json', { type: 'application/json' })

describe('a file in the lab', () => {
  const world = createContagion()

  it('of a world is asked about in place of the scenario, has a link of its own, and goes with the next address', async () => {
    const lab = await open(night)
    await lab.openFile(fileOf(JSON.stringify(world)))
    expect([lab.world, lab.document, lab.fileProblem, lab.heavy]).toEqual([world, world, null, null])
    const again = new LabScenario()
    await again.open(await lab.linkHere('likely', { texts: ['ru100', 'le2'], compared: null }))
    expect([again.world, again.problem]).toEqual([world, null])
    expect(again.wish).toEqual({ question: 'likely', texts: ['ru100', 'le2'], compared: null })
    // Another question, by an address that carries the same world.
    const { document } = lab
    await lab.open(lab.hashes['fund'] ?? null)
    expect(lab.document).toBe(document)
    await lab.open(await toLabAddress({ ...night, steps: 100 }))
    expect([lab.world, lab.document]).toEqual([null, { ...night, steps: 100 }])
  })

  it('of a world that is too long for a link is asked about under addresses that carry nothing', async () => {
    const lab = await open(night)
    const accounts = Array.from({ length: 90 }, (_, i) => ({
      collateral: Math.floor(1e5 * (2 + Math.sin(i))) / 100,
      legs: [{ asset: 'btc', side: 'long', leverage: 2 + Math.cos(9 * i), entry: 100 }],
    }))
    const venues = {
      alpha: { kind: 'exchange', markets: { btc: { liquidity: { depth: 5000 } } }, crowd: { accounts } },
    }
    const { version, seed, steps, assets } = world as WorldDocument
    await lab.openFile(fileOf(JSON.stringify({ version, seed, steps, assets, venues })))
    expect([lab.fileProblem, lab.world === null]).toEqual([null, false])
    expect(await lab.linkHere('likely')).toBeNull()
    await lab.open(null)
    expect(lab.document).toBe(lab.world)
  })

  it('of a whole run is its world or its scenario, in any code of text', async () => {
    const lab = await open(night)
    const whole = (field: string, document: object) =>
      `\uFEFF${JSON.stringify({ engineVersion: '1.0.0', [field]: document, summary: {}, series: [] })}`
    await lab.openFile(new File([Buffer.from(whole('world', createContagion()), 'utf16le')], 'run.json'))
    expect([lab.fileProblem, lab.world]).toEqual([null, parseWorld(createContagion())])
    await lab.openFile(fileOf(whole('scenario', { ...night, steps: 78 })))
    expect([lab.world, lab.scenario?.steps]).toEqual([null, 78])
  })

  it('of a scenario is one like any other', async () => {
    const lab = await open(night)
    await lab.openFile(fileOf(JSON.stringify({ ...night, steps: 77 })))
    expect([lab.world, lab.scenario?.steps]).toEqual([null, 77])
    expect(await lab.linkHere('likely')).toContain('#/lab/likely?r=')
  })

  it.each([
    ['date,close', /a scenario or a world as JSON/],
    ['{"version": 2, "seed": "1"}', /steps|assets|venues/],
    ['{"version": 1, "seed": "1", "steps": -1}', /steps/],
    ['{"lessons": {}}', /a scenario or a world as JSON/],
    ['{', /JSON/],
  ])('that is wrong changes nothing and is told: %s', async (text, words) => {
    const lab = await open(night)
    await lab.openFile(fileOf(text))
    expect(lab.fileProblem).toMatch(words)
    expect([lab.world, lab.scenario]).toEqual([null, night])
  })

  it('of a world says what a run asks for where that is much', async () => {
    const lab = await open(night)
    await lab.openFile(fileOf(JSON.stringify({ ...world, steps: 80_000 })))
    expect(lab.heavy).toMatch(/200 traders over 80,000 steps\. It may take minutes/)
  })
})

describe('a scenario in the lab', () => {
  it('is played by itself where a run is light', async () => {
    const lab = await open({ ...night, steps: 100 })
    expect([lab.scenario?.steps, lab.problem, lab.heavy]).toEqual([100, null, null])
  })

  it('says what a run asks for where that is much', async () => {
    const lab = await open({ ...night, steps: 80_000 })
    expect(lab.problem).toBeNull()
    expect(lab.heavy).toMatch(/80,000 steps\. It may take minutes/)
  })
})
