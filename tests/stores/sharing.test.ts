/**
 * Goal: a table of prices is read while the sandbox goes on, what is read can be stopped, and what was opened or said meanwhile is not
 * undone by a table that comes in late.
 * Method: a real session in the same thread, and a reader whose answers can be held back.
 */
import { describe, expect, it } from 'vitest'
import { HeldReader } from '../support/pricesPool.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import { Controls } from '../../src/stores/controls.svelte.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { Sandbox } from '../../src/stores/sandbox.svelte.ts'
import { Sharing } from '../../src/stores/sharing.svelte.ts'

const TABLE = 'time,price\n0,250\n1,249\n2,248\n3,247\n'

async function start() {
  const sandbox = new Sandbox(new Run(createSessionClient().client), new Controls(500), () => true)
  await sandbox.start()
  const reader = new HeldReader()
  return { sandbox, reader, sharing: new Sharing(sandbox, reader) }
}

describe('a table of prices on its way into the sandbox', () => {
  it('says that it is read, then what was read, and is opened', async () => {
    const { sandbox, reader, sharing } = await start()
    let open = () => {}
    reader.gate = new Promise((resolve) => (open = resolve))
    const asked = sharing.openText(TABLE)
    await until(() => sharing.notice !== null)
    expect(sharing.notice).toMatchObject({ words: 'The pasted text: reading the table …', isProblem: false })
    open()
    await asked
    await until(() => sandbox.run.document?.market.startPrice === 250)
    expect(sharing.notice?.stop).toBeUndefined()
    expect(sharing.notice?.words).toMatch(/^The pasted text: 4 prices/)
  })

  it('is left at once when it is stopped, and can be opened again', async () => {
    const { sandbox, reader, sharing } = await start()
    const before = sandbox.run.document
    reader.gate = new Promise(() => {})
    const asked = sharing.openText(TABLE)
    await until(() => sharing.notice !== null)
    sharing.notice?.stop?.()
    await asked
    expect([sharing.notice, sandbox.run.document, reader.read]).toEqual([null, before, 0])
    reader.gate = Promise.resolve()
    await sharing.openText(TABLE)
    await until(() => sandbox.run.document?.market.startPrice === 250)
  })

  it('is dropped where another was opened or something was said meanwhile', async () => {
    const { sandbox, reader, sharing } = await start()
    reader.gate = new Promise(() => {})
    const first = sharing.openText(TABLE)
    await until(() => sharing.notice !== null)
    reader.gate = Promise.resolve()
    await sharing.openText(TABLE.replace('250', '251'))
    await first
    await until(() => sandbox.run.document?.market.startPrice === 251)

    let open = () => {}
    reader.gate = new Promise((resolve) => (open = resolve))
    const late = sharing.openText(TABLE)
    await until(() => sharing.notice?.stop !== undefined)
    sharing.say('Something else.')
    open()
    await late
    expect([sharing.notice?.words, sandbox.run.document?.market.startPrice]).toEqual(['Something else.', 251])
  })

  it('says why where the reader breaks', async () => {
    const { reader, sharing } = await start()
    reader.gate = Promise.reject(new Error('out of memory'))
    await sharing.openText(TABLE)
    expect(sharing.notice).toEqual({
      words: 'The pasted text cannot be opened. out of memory',
      isProblem: true,
    })
  })
})
