/**
 * Goal: an archive of the site unpacks to what was put in, is the same for the same files, and has no name that leads
 * out.
 * Method: a reader written here, after the format's description, takes each archive apart and checks both headers.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packSite, readVersion } from '../../src/cli/siteZip.ts'
import { writeZip } from '../../src/cli/zip.ts'

/** Reads an archive as an unpacker does: from its end, through the directory, to each file, and checks what both headers say. */
function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22
  expect(zip.readUInt32LE(end)).toBe(0x06054b50)
  const [count, size, start] = [
    zip.readUInt16LE(end + 10),
    zip.readUInt32LE(end + 12),
    zip.readUInt32LE(end + 16),
  ]
  expect(start + size).toBe(end)
  const files = new Map<string, Buffer>()
  let at = start
  for (let i = 0; i < count; i++) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50)
    const [method, sum, packed, length] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ]
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    expect(zip.readUInt32LE(local)).toBe(0x04034b50)
    // The local header repeats the directory's, from the version to the length of the name.
    expect(zip.subarray(local + 4, local + 30)).toEqual(zip.subarray(at + 6, at + 32))
    expect(zip.toString('utf8', local + 30, local + 30 + nameLength)).toBe(name)
    const body = zip.subarray(local + 30 + nameLength, local + 30 + nameLength + packed)
    const bytes = method === 8 ? inflateRawSync(body) : Buffer.from(body)
    expect(bytes.length).toBe(length)
    expect(crc32(bytes)).toBe(sum)
    files.set(name, bytes)
    at += 46 + nameLength
  }
  expect(at).toBe(end)
  return files
}

const text = (words: string) => Buffer.from(words, 'utf8')

describe('an archive', () => {
  it('gives back what was put in, packed where that is smaller', () => {
    const long = text('spiral '.repeat(5000))
    const zip = writeZip([
      { path: 'b/long.txt', bytes: long },
      { path: 'a/é.txt', bytes: text('é') },
      { path: 'empty', bytes: text('') },
    ])
    const files = readZip(zip)
    expect([...files.keys()]).toEqual(['a/é.txt', 'b/long.txt', 'empty'])
    expect(files.get('b/long.txt')).toEqual(long)
    expect(files.get('a/é.txt')?.toString()).toBe('é')
    expect(files.get('empty')).toHaveLength(0)
    expect(zip.length).toBeLessThan(1000)
  })

  it('is the same for the same files, in whatever order they come', () => {
    const files = ['x', 'y', 'z'].map((path) => ({ path, bytes: text(path) }))
    expect(writeZip(files.toReversed())).toEqual(writeZip(files))
  })

  it.each(['../up', '/root', 'a//b', 'a\\b', 'C:x', '', 'a/./b'])('refuses the name "%s"', (path) => {
    expect(() => writeZip([{ path, bytes: text('') }])).toThrow('cannot be a name')
  })

  it('refuses a name that stands twice', () => {
    const file = { path: 'a', bytes: text('') }
    expect(() => writeZip([file, file])).toThrow('stands twice')
  })
})

it('the site’s archive holds the site, how to serve it, and not itself', () => {
  const dist = mkdtempSync(join(tmpdir(), 'loss-spiral-zip-'))
  try {
    mkdirSync(join(dist, 'assets'))
    writeFileSync(join(dist, 'index.html'), '<!doctype html><html lang="en">')
    writeFileSync(join(dist, 'assets', 'a.js'), '1')
    writeFileSync(join(dist, 'loss-spiral.zip'), 'the one before')
    const files = readZip(packSite(dist))
    const folder = `loss-spiral-${readVersion()}`
    expect([...files.keys()]).toEqual(
      ['LICENSE', 'LICENSE-lessons', 'README.txt', 'site/assets/a.js', 'site/index.html'].map(
        (name) => `${folder}/${name}`,
      ),
    )
    // The page in it knows where it came from, and so does not link what it lacks.
    expect(files.get(`${folder}/site/index.html`)?.toString()).toBe(
      '<!doctype html><html data-unpacked lang="en">',
    )
    expect(files.get(`${folder}/README.txt`)?.toString()).toMatch(/file:\/\//)
  } finally {
    rmSync(dist, { recursive: true })
  }
})
