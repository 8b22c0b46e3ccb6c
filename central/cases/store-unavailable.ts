/** The storage cannot be reached or is overloaded: nothing is known to be wrong with what was sent, ask again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
