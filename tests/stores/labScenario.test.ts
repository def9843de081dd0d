/**
 * Goal: a link to the lab starts no minutes of work by itself.
 * Method: the address of a scenario that is refused on the stage without a question is opened in the lab.
 */
import { describe, expect, it } from 'vitest'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { LabScenario, toLabAddress } from '../../src/stores/labScenario.svelte.ts'

const night = parseScenario(nightOnTheSandbox)

async function open(document: typeof night): Promise<LabScenario> {
  const lab = new LabScenario()
  await lab.open(await toLabAddress(document))
  return lab
}

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
