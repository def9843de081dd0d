/** `npm run zip`: the built site as `loss-spiral-VERSION.zip` in the folder of the project. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { packSite, readVersion } from './siteZip.ts'

const root = resolve(import.meta.dirname, '../..')
const name = `loss-spiral-${readVersion()}.zip`
const archive = packSite(join(root, 'dist'))
writeFileSync(join(root, name), archive)
console.log(`${name}: ${Math.round(archive.length / 1024)} KiB. Its README.txt says how to serve it.`)
