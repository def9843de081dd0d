/**
 * Goal: an address that was mangled on its way opens what it stood for; one that lost something opens nothing else.
 * Method: links and addresses as mail programs, messengers and hands change them, each mangling over several links, and two at
 * a time; what cannot be mended by hand.
 */
import { describe, expect, it } from 'vitest'
import { FieldError } from '../../src/schema/fieldError.ts'
import { fromLink } from '../../src/schema/link.ts'
import { mendAddress } from '../../src/schema/mendAddress.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { readText } from '../../src/stores/files.ts'
import { makeLink, openLink, refuse, situation, toState } from '../support/links.ts'

const links = [
  '#/?r=1.0.0_40_sdclass-7_tiOur-crash_ns420_nt2000_sh16nm0.04_0yzdnun',
  makeLink(toState(situation('calm'))),
  makeLink(toState(situation('thin-book', { title: 'Ünser <Test>, 3D. =3D', seed: 'A_b.' }), { step: 7 })),
  makeLink(toState(situation('calm'), { compared: situation('thin-book') })),
]

const bare = (link: string) => link.replace(/^(?:#|%23)/, '')
const half = (link: string) => Math.floor(link.length / 2)
const MANGLINGS: Readonly<Record<string, (link: string) => string>> = {
  'a point at the end': (link) => `${link}.`,
  'a bracket at the end': (link) => `${link})`,
  'a comma at the end': (link) => `${link},`,
  'a square bracket at the end': (link) => `${link}]`,
  'an angle bracket at the end': (link) => `${link}>`,
  'quotes at the end': (link) => `${link}”.`,
  'an escaped quote at the end': (link) => `${link}%22`,
  'stars at the end': (link) => `${link}**`,
  'a question mark at the end': (link) => `${link}?`,
  'an escaped question mark': (link) => link.replace('?', '%3F'),
  'an escaped equals sign': (link) => link.replace('r=', 'r%3D'),
  'an escaped slash': (link) => link.replace('#/', '#%2F'),
  'everything escaped': (link) => `#${encodeURIComponent(bare(link))}`,
  'everything escaped twice': (link) => `#${encodeURIComponent(encodeURIComponent(bare(link)))}`,
  'quoted printable': (link) => link.replace('r=', 'r=3D'),
  'quoted printable through and through': (link) =>
    link.replace('r=', 'r=3D').replaceAll('_', '=5F').replaceAll('.', '=2E'),
  'numbers for signs': (link) => link.replaceAll('_', '&#95;'),
  'wide signs': (link) => link.replace('?', '\uff1f').replace('=', '\uff1d'),
  'a slash too many': (link) => link.replace('#/', '#//'),
  'no slash': (link) => link.replace('#/', '#'),
  'an escaped hash': (link) => link.replace('#', '%23'),
  'two hashes': (link) => link.replace('#/', '#/#/'),
  'what a network puts first': (link) => link.replace('?', '?utm_source=chat&amp;'),
  'a soft line break': (link) => `${link.slice(0, 12)}=\r\n${link.slice(12)}`,
  'a line break': (link) => `${link.slice(0, half(link))}\n${link.slice(half(link))}`,
  'a space': (link) => `${link.slice(0, half(link))} ${link.slice(half(link))}`,
  'an escaped space': (link) => `${link.slice(0, 9)}%20${link.slice(9)}`,
  'a quoted line': (link) => `${link.slice(0, half(link))}\n> ${link.slice(half(link))}`,
  'a space without width': (link) => `${link.slice(0, half(link))}\u200b${link.slice(half(link))}`,
  backslashes: (link) => link.replaceAll('_', '\\_'),
  'escaped backslashes': (link) => link.replaceAll('_', '%5C_'),
  'what a network adds': (link) => `${link}&utm_source=chat`,
  'other hyphens': (link) => link.replaceAll('-', '\u2011'),
}

describe('a mangled link', () => {
  const names = Object.keys(MANGLINGS)
  it.each(names)('opens its run: %s', (name) => {
    for (const link of links) {
      const mangled = MANGLINGS[name](link)
      expect(openLink(mangled), mangled).toEqual(openLink(link))
      expect(mendAddress(mangled)).toBe(link)
    }
  })

  it('opens its run with two manglings at once', () => {
    for (const first of names)
      for (const second of names)
        for (const link of links) {
          const mangled = MANGLINGS[second](MANGLINGS[first](link))
          // A mark of quotation, or a break, amid an escape is nobody's doing.
          if (/%.?\n>|&#\d*[^\d;]/.test(mangled)) continue
          const opened = fromLink(mangled, ENGINE_VERSION)
          if (mangled.length <= 1_400 && mangled !== link)
            expect([first, second, opened]).toEqual([first, second, openLink(link)])
        }
  })

  it.each(names)('opens its run where it is pasted, with words before it: %s', (name) => {
    for (const link of links) {
      const text = `Look at this: https://example.org/site/index.html${MANGLINGS[name](link)}\n`
      expect(readText(text)).toEqual({ kind: 'link', hash: link })
    }
  })

  it('opens nothing where a part of it is missing', () => {
    for (const link of links) {
      for (const cut of [
        link.slice(0, -2),
        link.replace('_ns', '_nz'),
        link.replace(/\d_/, '_'),
        link.toUpperCase(),
      ])
        if (cut !== link) expect(refuse(`${cut}.`)).toMatch(/^link: /)
    }
    expect(fromLink('#/?r=', ENGINE_VERSION)).toBeInstanceOf(FieldError)
  })
})

describe('an address', () => {
  it.each([
    '',
    '#/',
    '#/?',
    '#/lessons',
    '#/lessons/the-spiral',
    '#/lessons/the-spiral/match?locks=hints,next',
    '#/lessons/the-spiral/defuse?plan=30&at=6&locks=showme',
    '#/glossary/bad-debt',
    '#/teach/plans/30',
    ...links,
  ])('“%s” is good as it is', (hash) => expect(mendAddress(hash)).toBe(hash))

  it.each([
    '#/lessons/the-spiral.',
    '#/lessons%2Fthe-spiral',
    '#/Lessons/the-spiral',
    '#/lessons/THE-SPIRAL)',
    '#/lessons/the-\nspiral',
    '#/lessons/the\\-spiral',
    '#/lessons/the-spiral%3E',
    '#/lessons/the-spiral?',
    '#/lessons/the-spiral”,',
    '#/lessons/the%2Dspiral',
  ])('“%s” is the lesson', (hash) => expect(mendAddress(hash)).toBe('#/lessons/the-spiral'))

  it('keeps what is locked, which a lesson reads itself', () => {
    expect(mendAddress('#/lessons/the-spiral%3Flocks%3Dhints%2Cnext).')).toBe(
      '#/lessons/the-spiral?locks=hints,next',
    )
    expect(mendAddress('#/lessons/the-spiral/defuse?plan=3D30&amp;at=3D6')).toBe(
      '#/lessons/the-spiral/defuse?plan=30&at=6',
    )
  })
})
