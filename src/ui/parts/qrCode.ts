/** Squares that a camera reads as an address; loaded with the first one. */
export { encode } from 'uqr'
