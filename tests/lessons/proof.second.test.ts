/**
 * Goal: the other half of the lessons is proven.
 * Method: see proof.first.test.ts and support/proveLessons.ts.
 */
import { proveLessons } from '../support/proveLessons.ts'

proveLessons(1, 2)
