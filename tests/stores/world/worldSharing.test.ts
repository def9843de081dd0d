/**
 * Goal: a world leaves by link and file and comes back the same, with its moment and what is off; whatever is damaged, too large or
 * wrong is refused with the field, and the present run stays; files of a run say what the headless command prints.
 * Method: links and files made, taken apart and opened again; the printed parts against the engine's.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { worldCases } from '../../support/conformanceCases.ts'
import { createCrash } from '../../support/runDocuments.ts'
import { createSessionClient } from '../../support/sessionClient.ts'
import { createTinyWorld, createWorld } from '../../support/worldDocuments.ts'
import { Simulation } from '../../../src/engine/simulation.ts'
import {
  computeWorldSummary,
  readWorldAccounts,
  readWorldSeriesRow,
} from '../../../src/engine/worldPrintout.ts'
import { MAX_DOCUMENT_BYTES } from '../../../src/schema/documentText.ts'
import { parseDocument, parseWorld } from '../../../src/schema/parseDocument.ts'
import { switchOff } from '../../../src/schema/worldChannels.ts'
import { Contagion } from '../../../src/stores/world/contagion.svelte.ts'
import { loadSituation } from '../../../src/stores/world/openSituation.ts'
import type { Notice } from '../../../src/stores/notice.ts'
import { WorldRun } from '../../../src/stores/world/worldRun.svelte.ts'
import { WorldSaving } from '../../../src/stores/world/worldSaving.svelte.ts'
import { WorldSharing } from '../../../src/stores/world/worldSharing.ts'

const written = {
  version: 2,
  title: 'A bank and its debtors',
  seed: 'links',
  steps: 30,
  assets: { btc: { startPrice: 100, fairValue: { process: 'gbm' } } },
  venues: {
    alpha: { kind: 'exchange', markets: { btc: {} }, crowd: { traders: 200 } },
    bank: {
      kind: 'institution',
      venueEquity: 50,
      treasury: { depositors: 20_000, placed: { alpha: 9_000 } },
    },
  },
  shocks: [{ step: 5, kind: 'fairValue', asset: 'btc', change: -0.08 }],
}

let contagion: Contagion
let sharing: WorldSharing
/** As the page reads it: what was noticed last. */
const noticed = () => contagion.notice as Notice | null
const fileOf = (value: unknown, name = 'world.json') =>
  new File([typeof value === 'string' ? value : JSON.stringify(value)], name)

beforeEach(async () => {
  contagion = new Contagion(new WorldRun(createSessionClient().client), () => true)
  sharing = new WorldSharing(contagion)
  await contagion.open({ world: written, situation: 'bank' })
})

describe('a link', () => {
  it('opens to the same world at the same moment, with what is off', async () => {
    await contagion.switch('placed')
    await contagion.run.seek(17)
    await contagion.push({ kind: 'loss', venue: 'bank', amount: 12.5 })
    const { world, off } = contagion
    const runs = contagion.run.document
    const link = (await sharing.createLink()) ?? ''
    expect(link).toMatch(/^#\/contagion\?r=/)
    expect(link.length).toBeLessThan(2_900)
    await contagion.open({ world: createTinyWorld() })
    await sharing.openLink(link)
    expect([contagion.world, contagion.off, contagion.run.step]).toEqual([world, off, 17])
    expect(contagion.run.document).toEqual(runs)
    expect(contagion.situation).toBeNull()
    // Pasted with the site before it, as it is sent.
    await sharing.openText(`Look: https://example.org/${link}`)
    expect(contagion.run.step).toBe(17)
  })

  it('that is damaged or wrong is refused, and the run stays', async () => {
    const link = (await sharing.createLink()) ?? ''
    const wrong = [
      link.slice(0, -3),
      link.replace('_w', '_x'),
      `${link.slice(0, 80)}0${link.slice(80)}`,
      '#/contagion?r=',
    ]
    for (const one of wrong) {
      contagion.notice = null
      await sharing.openLink(one)
      expect(noticed()?.words).toMatch(/^This link cannot be opened\. /)
      expect(noticed()?.isProblem).toBe(true)
    }
    expect(contagion.world).toEqual(parseWorld(written))
  })

  it('is too short for a list of thousands of accounts, and says what carries it', async () => {
    const accounts = Array.from({ length: 3_000 }, (_, i) => ({
      collateral: 100 + ((i * 37) % 911),
      legs: [{ asset: 'btc', side: 'long', leverage: 2 + ((i * 7) % 50) / 10, entry: 100 }],
    }))
    const venues = { ...written.venues, alpha: { ...written.venues.alpha, crowd: { accounts } } }
    await contagion.open({ world: { ...written, venues } })
    expect(await sharing.createLink()).toBeNull()
    expect(noticed()?.words).toMatch(/file/)
  })
})

describe('a file', () => {
  it('of the world opens to the same run; so does that of everything', async () => {
    await contagion.switch('placed')
    const { document } = contagion.run
    const file = sharing.createFile()
    await contagion.open({ world: createTinyWorld() })
    await sharing.openFile(fileOf(file?.text ?? ''))
    expect(contagion.run.document).toEqual(document)
    const everything = await new WorldSaving().saveRun(contagion)
    await contagion.open({ world: createTinyWorld() })
    await sharing.openFile(fileOf((await everything?.content.text()) ?? ''))
    expect(contagion.run.document).toEqual(document)
  })

  it('of a situation is that situation again, unless something was changed in it', async () => {
    const situation = await loadSituation('chain-of-claims')
    await contagion.open({ world: situation?.world ?? {}, situation: 'chain-of-claims' })
    await contagion.reroll()
    const file = sharing.createFile()
    const seed = contagion.world?.seed
    await contagion.open({ world: written })
    await sharing.openFile(fileOf(file?.text))
    expect([contagion.situation, contagion.world?.seed, contagion.isAsItCame]).toEqual([
      'chain-of-claims',
      seed,
      true,
    ])
    await contagion.switch('placed')
    const link = (await sharing.createLink()) ?? ''
    await sharing.openLink(link)
    expect([contagion.situation, contagion.isAsItCame]).toEqual(['chain-of-claims', false])
    const changed = { ...contagion.world, steps: 31 }
    await sharing.openFile(fileOf(changed))
    expect(contagion.situation).toBeNull()
  })

  it('of a scenario is the world of one house', async () => {
    await sharing.openFile(fileOf(createCrash()))
    expect(contagion.world).toEqual(parseDocument(createCrash()))
  })

  it('that is wrong names the field, and the run stays', async () => {
    const refused = async (value: unknown) => {
      contagion.notice = null
      await sharing.openFile(fileOf(value))
      return noticed()?.words
    }
    expect(await refused({ ...written, steps: 'many' })).toMatch(/^world\.json cannot be opened\. steps: /)
    expect(await refused({ ...written, version: 3 })).toMatch(/version: got 3/)
    expect(await refused('{"version": 2,')).toMatch(/cannot be opened/)
    expect(await refused('step;price')).toMatch(
      /expected a world or a scenario as JSON, or a link of a world/,
    )
    const large = new File([''], 'film.json')
    Object.defineProperty(large, 'size', { value: MAX_DOCUMENT_BYTES + 1 })
    await sharing.openFile(large)
    expect(noticed()?.words).toMatch(/at most \d+ bytes/)
    expect(contagion.world).toEqual(parseWorld(written))
  })

  it('that is heavy asks first', async () => {
    const venues = { ...written.venues, alpha: { ...written.venues.alpha, crowd: { traders: 500_000 } } }
    await sharing.openFile(fileOf({ ...written, venues }))
    expect(noticed()?.words).toMatch(/^This run has 500,000 traders over 30 steps\./)
    expect(noticed()?.go?.label).toBe('Run it')
    expect(contagion.world).toEqual(parseWorld(written))
  })
})

describe('files of a run', () => {
  it.each([
    ['the bank', written as object] as const,
    ...worldCases
      .filter(({ file }) => /lending|cross|desk/.test(file))
      .map(({ file, scenario }) => [file, scenario as object] as const),
  ])('say what the headless command prints: %s', async (_name, document) => {
    await contagion.open({ world: document })
    await contagion.run.seek(contagion.run.steps)
    const saved = await new WorldSaving().saveRun(contagion)
    const everything = JSON.parse((await saved?.content.text()) ?? '') as Record<string, unknown>
    const simulation = Simulation.create(parseWorld(document))
    const series: object[] = []
    while (!simulation.isDone) {
      simulation.advance()
      series.push(readWorldSeriesRow(simulation))
    }
    const printed = {
      summary: computeWorldSummary(simulation),
      accounts: readWorldAccounts(simulation),
      series,
    }
    expect(everything).toMatchObject(JSON.parse(JSON.stringify(printed)) as object)
    expect(everything['world']).toEqual(JSON.parse(JSON.stringify(parseWorld(document))))
  })

  it('as tables have a column for each reading and place, and a row for each account', async () => {
    await contagion.run.seek(12)
    const saving = new WorldSaving()
    const lines = async (saved: Awaited<ReturnType<WorldSaving['saveSeries']>>) =>
      ((await saved?.content.text()) ?? '')
        .trim()
        .split('\r\n')
        .map((line) => line.split(','))
    const series = await lines(await saving.saveSeries(contagion))
    const at = (name: string) => series[0].indexOf(name)
    expect(series).toHaveLength(14)
    expect(Number(series[13][at('alpha.btc price (dollars)')])).toBe(contagion.run.market(0)?.price)
    expect(Number(series[13][at('bank depositorsCents')])).toBe(contagion.run.world?.venues[1].depositors)
    expect(Number(series[13][at('btc fairValue (dollars)')])).toBe(contagion.run.asset(0)?.fairValue)
    expect(series[1].at(-1)).toBe('links')
    const accounts = await lines(await saving.saveAccounts(contagion))
    expect(accounts).toHaveLength(201)
    expect(accounts[0].slice(0, 6)).toEqual(['venue', 'account', 'step', 'seconds', 'state', 'contracts btc'])
    expect(accounts[1].slice(0, 3)).toEqual(['alpha', '0', '12'])
    expect((await lines(await saving.saveEvents(contagion))).length).toBeGreaterThan(1)
    expect(saving.words).toMatch(/^Saved loss-spiral-.*-seed-links-events\.csv\.$/)
  })

  it('of what is off say both worlds', async () => {
    await contagion.switch('placed')
    const saved = await new WorldSaving().saveRun(contagion)
    const { world, whole, off } = JSON.parse((await saved?.content.text()) ?? '') as Record<string, unknown>
    expect(off).toEqual([{ channel: 'placed' }])
    expect(whole).toEqual(parseWorld(written))
    expect(world).toEqual(switchOff(parseWorld(written), 'placed', () => 0))
  })

  it('of a world of everything can be made', async () => {
    const world = createWorld() as { venues: { gamma: object } }
    world.venues.gamma = { ...world.venues.gamma, insuranceFund: 0, venueEquity: 0 }
    await contagion.open({ world })
    const saved = await new WorldSaving().saveSeries(contagion)
    expect((await saved?.content.text())?.split('\r\n')[0].split(',').length).toBeGreaterThan(200)
  })
})
