/**
 * A ZIP archive as bytes (PKWARE's APPNOTE, the part that every reader knows: deflate or store, no encryption, no ZIP64). The
 * same files give the same bytes: entries are sorted, and carry no time of their own.
 */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  /** With slashes, relative, as in `site/index.html`. */
  readonly path: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** 2.0: deflate and folders. */
const VERSION = 20
/** Made on Unix, so that the rights below are understood. */
const MADE_BY = (3 << 8) | VERSION
/** An ordinary file that everyone may read. */
const RIGHTS = (0o100644 << 16) >>> 0
const UTF8 = 1 << 11
const DEFLATE = 8
const STORE = 0
/** The first day that the format knows, 1 January 1980; 0 o'clock. */
const DATE = (1 << 5) | 1
const TIME = 0
const MOST_BYTES = 0xffffffff
const MOST_FILES = 0xffff

/** Numbers in little-endian order, each with its size in bytes. */
function pack(...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}

/** @throws Error for a name that could be unpacked outside of its folder */
function assertPath(path: string): void {
  const parts = path.split('/')
  const isOutside = parts.some((part) => part === '' || part === '.' || part === '..')
  if (isOutside || /[\\:\0]/.test(path)) throw new Error(`"${path}" cannot be a name in a ZIP archive.`)
}

/**
 * Packs files into an archive.
 * @throws Error for names that are unsafe or stand twice, and for more than the plain format holds
 */
export function writeZip(files: readonly ZipFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  if (sorted.length > MOST_FILES) throw new Error(`A ZIP archive holds at most ${MOST_FILES} files.`)
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [place, { path, bytes }] of sorted.entries()) {
    assertPath(path)
    if (place > 0 && sorted[place - 1].path === path) throw new Error(`"${path}" stands twice.`)
    const name = Buffer.from(path, 'utf8')
    const deflated = deflateRawSync(bytes, { level: 9 })
    const isSmaller = deflated.length < bytes.length
    const data = isSmaller ? deflated : Buffer.from(bytes)
    // The same in both headers, from the version that is needed to the length of the extra field.
    const common = pack(
      [VERSION, 2], [UTF8, 2], [isSmaller ? DEFLATE : STORE, 2], [TIME, 2], [DATE, 2],
      [crc32(bytes), 4], [data.length, 4], [bytes.length, 4], [name.length, 2], [0, 2],
    ) // prettier-ignore
    directory.push(
      pack([CENTRAL, 4], [MADE_BY, 2]),
      common,
      pack([0, 2], [0, 2], [0, 2], [RIGHTS, 4], [offset, 4]),
      name,
    )
    const header = [pack([LOCAL, 4]), common, name]
    bodies.push(...header, data)
    offset += header.reduce((sum, part) => sum + part.length, data.length)
    if (offset > MOST_BYTES) throw new Error(`A ZIP archive of this kind holds at most ${MOST_BYTES} bytes.`)
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0)
  const count = sorted.length
  const end = pack(
    [END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [directoryBytes, 4], [offset, 4], [0, 2],
  ) // prettier-ignore
  return Buffer.concat([...bodies, ...directory, end])
}
