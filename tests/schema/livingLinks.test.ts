// A situation with a living crowd travels like every other: as the sandbox holds it, through a link, to the same state.
import { describe, expect, it } from 'vitest'
import { createSessionClient } from '../support/sessionClient.ts'
import { askState } from '../support/visibleState.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { fromLink, toLink } from '../../src/schema/link.ts'
import { estimateWork } from '../../src/schema/workload.ts'
import { Controls } from '../../src/stores/controls.svelte.ts'

const VERSION = '1.0.0'

describe.each(['bull-market', 'margin-arrives'])('the situation %s', (situation) => {
  it('opens from a link to the same state', async () => {
    const { client } = createSessionClient()
    const controls = new Controls(10_000, () => 0)
    controls.hold(await client.request('open', { runId: 1, document: controls.document }))
    controls.choose(situation)
    controls.hold(await client.request('open', { runId: 1, document: controls.document }))
    const { scenario } = controls
    if (!scenario) throw new Error('The situation did not open.')
    const link = toLink({
      document: scenario,
      compared: null,
      place: '/sandbox',
      step: 205,
      engineVersion: VERSION,
    })
    if (typeof link !== 'string') throw new Error(link.needsFile)
    const linked = fromLink(link, VERSION)
    if (linked instanceof FieldError) throw linked
    expect(linked).toMatchObject({ document: scenario, step: 205 })

    const states: string[] = []
    for (const document of [scenario, linked.document]) {
      await client.request('open', { runId: 2, document })
      await client.request('seek', { runId: 2, step: 205 })
      states.push(await askState(client, 2))
    }
    expect(states[0]).toBe(states[1])
    expect(estimateWork(linked.document).isHeavy).toBe(false)
  })
})
