/** The one generator of seedrandom that the engine uses; the package types only its index, which loads all of them. */
declare module 'seedrandom/lib/alea.js' {
  import { alea } from 'seedrandom'
  export default alea
}
